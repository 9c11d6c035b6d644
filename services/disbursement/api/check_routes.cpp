// What others say of payees: banks of their accounts, a list of whom nobody may pay.
#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "common/core/file_lines.hpp"
#include "common/http/plain_text.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/app/confirm_accounts.hpp"
#include "services/disbursement/app/take_sanctions_list.hpp"
#include "services/disbursement/store/account_checks.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/disbursement/store/sanctions.hpp"

namespace haven::disbursement {
namespace {

namespace json = boost::json;

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

AccountConfirmation confirmation_from(http::JsonReader& item) {
  AccountConfirmation one;
  one.bank = item.text("bank", 50);
  one.number = item.text("account", 50);
  one.owner_name = item.text("owner_name", 200);
  one.status =
      account_status_from(item.one_of("status", {"open", "closed", "blocked", "unknown"})).value();
  const auto currency = Currency::from(item.text("currency", 3));
  if (!currency) item.wrong("currency", "must be an ISO 4217 code such as PHP");
  one.currency = currency.value_or(Currency{});
  one.confirmed_on = item.date("confirmed_on");
  return one;
}

Result<ConfirmAccounts> confirmations_from(const Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  ConfirmAccounts command{request.principal.fund, request.principal.subject, {}};
  body->list("items", confirmations_max, [&](http::JsonReader& item) {
    command.confirmations.push_back(confirmation_from(item));
  });
  if (command.confirmations.empty()) body->wrong("items", "must name an account");
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_confirmations(const Setting& setting, const PaymentPolicies& policies,
                            const Request& request) {
  const auto command = confirmations_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  const PayingRules rules{policies.at(command->fund), setting.today(command->fund)};
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto looked_at = confirm_accounts(tx, *command, rules, now);
    if (!looked_at) return pass(looked_at);
    return http::ok(json::serialize(
        json::object{{"confirmations", command->confirmations.size()}, {"payments", *looked_at}}));
  });
}

// The whole number: whoever asks a bank must name it.
json::object wanted_of(const Payment& payment) {
  return {{"payment_id", payment.id.text()},
          {"bank", payment.account.bank},
          {"account", payment.account.number},
          {"owner_name", payment.account.owner_name},
          {"currency", payment.amount.currency().code()},
          {"payment_state", name_of(payment.state)}};
}

Response get_account_checks(const Setting& setting, const PaymentPolicies& policies,
                            const Request& request) {
  const auto page = page_after(request, {"state"}, store::is_key);
  if (!page) return http::problem(page.error());
  const std::string state = query_of(request, "state");
  if (!state.empty() && state != "wanted") {
    return http::problem(refuse_field("state", "must be wanted").value());
  }
  const std::string& fund = request.principal.fund;
  const PaymentPolicy& policy = policies.at(fund);
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    std::vector<Payment> rows;
    if (policy.account_check == AccountCheckKind::bank) {
      const Date since = setting.today(fund) - std::chrono::days{policy.confirmed_within_days};
      rows = store::unconfirmed(tx, fund, since, page->after, page->limit + 1);
    }
    const auto next = next_of(rows, *page, [](const Payment& p) { return store::key_of(p); });
    json::array items;
    for (const Payment& payment : rows) items.push_back(wanted_of(payment));
    return http::ok(json::serialize(
        json::object{{"items", std::move(items)},
                     {"next", next.empty() ? json::value(nullptr) : json::value(next)}}));
  });
}

std::string json_of_list(const SanctionsList& list) {
  return json::serialize(json::object{{"list_id", list.id.text()},
                                      {"version", list.version},
                                      {"sha256", list.sha256},
                                      {"entries", list.entries},
                                      {"taken_by", list.taken_by},
                                      {"taken_at", text_of(list.taken_at)}});
}

// The body's lines, from the file that the server streamed it to; a line that is not UTF-8 is given
// as nothing that could be an entry.
std::function<bool(std::string&)> lines_of(const Request& request) {
  std::shared_ptr<std::istream> in;
  if (request.body_file.empty()) {
    in = std::make_shared<std::istringstream>(request.body);
  } else {
    in = std::make_shared<std::ifstream>(request.body_file, std::ios::binary);
  }
  return [in](std::string& line) {
    if (!read_line(*in, line)) return false;
    if (!http::characters_in(line)) line.clear();
    return true;
  };
}

Response post_sanctions_list(const Setting& setting, const PaymentPolicies& policies,
                             const Request& request) {
  const std::string type = request.header("content-type");
  if (type.substr(0, type.find(';')) != "text/csv") {
    return http::problem(
        {ErrorKind::unsupported, "sanctions_list_not_csv", "Send the list as text/csv.", {}});
  }
  const std::string& fund = request.principal.fund;
  const Instant now = setting.clock();
  const PayingRules rules{policies.at(fund), setting.today(fund)};
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const TakeSanctionsList command{fund, request.principal.subject, request.body_sha256,
                                    lines_of(request)};
    const auto list = take_sanctions_list(tx, command, rules, now);
    if (!list) return pass(list);
    return http::created("/v1/sanctions-lists/current", json_of_list(*list));
  });
}

Response get_sanctions_list(const Setting& setting, const Request& request) {
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    const auto list = store::current_list(tx, request.principal.fund);
    if (!list) return tl::unexpected{unknown("sanctions_list")};
    return http::ok(json_of_list(*list));
  });
}

}  // namespace

void add_check_routes(http::Router& router, const Setting& setting,
                      const PaymentPolicies& policies) {
  const auto cashiers = http::roles({"cashier"});
  const auto with_policies = [&](auto handler) {
    return [&setting, &policies, handler](const Request& request) {
      return handler(setting, policies, request);
    };
  };
  router.post("/v1/account-confirmations", cashiers, with_policies(post_confirmations));
  router.get("/v1/account-checks", cashiers, with_policies(get_account_checks), http::Query::taken);
  router.file("/v1/sanctions-lists", http::roles({"operator"}), with_policies(post_sanctions_list));
  router.get("/v1/sanctions-lists/current", http::roles({"operator", "approver", "auditor"}),
             with(setting, get_sanctions_list));
}

}  // namespace haven::disbursement
