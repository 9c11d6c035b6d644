#include <charconv>

#include "services/disbursement/api/bank_json.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/app/assign_bank_line.hpp"
#include "services/disbursement/store/bank_lines.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

constexpr int days_max = 36500;

Result<store::BankLineFilter> filter_from(const Request& request, Date today) {
  store::BankLineFilter filter;
  filter.state = query_of(request, "state");
  if (!filter.state.empty() && !bank_line_state_from(filter.state)) {
    return refuse_field("state", "must be open or assigned");
  }
  const std::string days = query_of(request, "older_than_days");
  if (days.empty()) return filter;
  int number = 0;
  const char* const end = days.data() + days.size();
  const auto read = std::from_chars(days.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < 0 || number > days_max) {
    return refuse_field("older_than_days", "must be a number of days from 0 to 36500");
  }
  filter.booked_until = today - std::chrono::days{number + 1};
  return filter;
}

Response get_lines(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {"state", "older_than_days"}, store::is_bank_line_key);
  if (!page) return http::problem(page.error());
  const std::string& fund = request.principal.fund;
  const Date today = setting.today(fund);
  const auto filter = filter_from(request, today);
  if (!filter) return http::problem(filter.error());
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::bank_lines_by(tx, fund, *filter, page->after, page->limit + 1);
    const auto next =
        next_of(rows, *page, [](const BankLine& line) { return store::key_of(line); });
    return http::ok(json_of(rows, next, today));
  });
}

Result<AssignBankLine> assignment_from(const Request& request) {
  const auto id = id_from<BankLineId>(request.param("line"));
  if (!id) {
    return refuse(ErrorKind::not_found, "bank_line_unknown", "The fund has no such bank line.");
  }
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  AssignBankLine command{request.principal.fund, *id, {}};
  Assignment& assignment = command.assignment;
  assignment.as = body->one_of("as", {"interest", "charge", "funding", "exchange", "other"});
  assignment.item_id = body->maybe_text("item_id", 100).value_or("");
  assignment.party = body->maybe_text("party", 100).value_or("");
  assignment.reason = body->text("reason", 200);
  assignment.by = request.principal.subject;
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_assignment(const Setting& setting, const Request& request) {
  const auto command = assignment_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto line = assign_bank_line(tx, *command, now);
    if (!line) return pass(line);
    return http::ok(json_of(*line, setting.today(command->fund)));
  });
}

}  // namespace

void add_bank_line_routes(http::Router& router, const Setting& setting) {
  router.get("/v1/bank-lines", readers(), with(setting, get_lines), http::Query::taken);
  router.post("/v1/bank-lines/{line}/assignment", http::roles({"cashier"}),
              with(setting, post_assignment));
}

}  // namespace haven::disbursement
