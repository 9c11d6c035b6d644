#include <charconv>

#include "services/disbursement/api/after_payment_json.hpp"
#include "services/disbursement/api/after_payment_routes.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/app/end_unclaimed.hpp"
#include "services/disbursement/store/unclaimed.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

// The service with how each of its funds pays.
struct Desk {
  const Setting& setting;
  const PaymentPolicies& policies;
};

std::optional<int> days_from(const std::string& text) {
  constexpr int most = 36500;
  int days = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), days);
  const bool is_number = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (!is_number || days < 0 || days > most) return {};
  return days;
}

Result<store::UnclaimedFilter> filter_from(const Request& request, Date today) {
  store::UnclaimedFilter filter;
  filter.state = query_of(request, "state");
  if (!filter.state.empty() && !unclaimed_state_from(filter.state)) {
    return refuse_field("state", "must be unclaimed, found or ended");
  }
  const std::string older = query_of(request, "older_than_days");
  if (!older.empty()) {
    const auto days = days_from(older);
    if (!days) return refuse_field("older_than_days", "must be a number from 0 to 36500");
    filter.since_at_latest = today - std::chrono::days{*days + 1};
  }
  const std::string overdue = query_of(request, "trace_overdue");
  if (!overdue.empty() && overdue != "true" && overdue != "false") {
    return refuse_field("trace_overdue", "must be true or false");
  }
  if (overdue == "true") filter.trace_due_before = today;
  return filter;
}

Response get_unclaimed(const Desk& desk, const Request& request) {
  const Date today = desk.setting.today(request.principal.fund);
  const auto page =
      page_after(request, {"state", "older_than_days", "trace_overdue"}, store::is_unclaimed_key);
  if (!page) return http::problem(page.error());
  const auto filter = filter_from(request, today);
  if (!filter) return http::problem(filter.error());
  return service::run_query(desk.setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows =
        store::unclaimed_by(tx, request.principal.fund, *filter, page->after, page->limit + 1);
    const auto next = next_of(rows, *page, [](const Unclaimed& one) { return store::key_of(one); });
    return http::ok(json_of(rows, today, next));
  });
}

Response get_record(const Desk& desk, const Request& request) {
  const auto id = id_from<PaymentId>(request.param("payment"));
  if (!id) return http::problem(unknown("unclaimed"));
  return service::run_query(desk.setting.db, [&](Transaction& tx) -> Result<Response> {
    const auto record = store::find_unclaimed(tx, request.principal.fund, *id);
    if (!record) return tl::unexpected{unknown("unclaimed")};
    const auto traces = store::traces_of(tx, *id, record->attempt);
    return http::ok(json_of(*record, traces, desk.setting.today(request.principal.fund)));
  });
}

Response get_ageing(const Desk& desk, const Request& request) {
  const std::string& fund = request.principal.fund;
  return service::run_query(desk.setting.db, [&](Transaction& tx) -> Result<Response> {
    return http::ok(json_of(store::unclaimed_ageing(tx, fund, desk.setting.today(fund))));
  });
}

// Runs what a person does about a record and answers with the record as it is afterwards.
template <class UseCase>
Response act_with(const Desk& desk, const Request& request, const ActOnUnclaimed& command,
                  UseCase use_case) {
  const Instant now = desk.setting.clock();
  const Date today = desk.setting.today(command.fund);
  const PaymentPolicy& policy = desk.policies.at(command.fund);
  return service::run_command(
      desk.setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
        const auto record = use_case(tx, policy, today, now);
        if (!record) return pass(record);
        const auto traces = store::traces_of(tx, record->payment, record->attempt);
        return http::ok(json_of(*record, traces, today));
      });
}

Response post_trace(const Desk& desk, const Request& request) {
  const auto id = id_from<PaymentId>(request.param("payment"));
  if (!id) return http::problem(unknown("unclaimed"));
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  Trace trace;
  trace.how = body->one_of("how", {"letter", "call", "visit", "office", "embassy", "publication"});
  trace.outcome = body->one_of("outcome", {"found", "not_found", "no_answer"});
  trace.note = body->maybe_text("note", 500).value_or("");
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  const ActOnUnclaimed command{request.principal.fund, *id, request.principal.subject, ""};
  return act_with(desk, request, command,
                  [&](Transaction& tx, const PaymentPolicy& policy, Date today, Instant now) {
                    trace.on = today;
                    return trace_payee(tx, command, trace, policy, now);
                  });
}

using End = Result<Unclaimed> (*)(Transaction&, const ActOnUnclaimed&, const PaymentPolicy&, Date,
                                  Instant);

Response post_with_reason(const Desk& desk, const Request& request, End use_case) {
  const auto id = id_from<PaymentId>(request.param("payment"));
  if (!id) return http::problem(unknown("unclaimed"));
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  const ActOnUnclaimed command{request.principal.fund, *id, request.principal.subject,
                               body->text("reason", 200)};
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return act_with(desk, request, command,
                  [&](Transaction& tx, const PaymentPolicy& policy, Date today, Instant now) {
                    return use_case(tx, command, policy, today, now);
                  });
}

}  // namespace

void add_unclaimed_routes(http::Router& router, const Setting& setting,
                          const PaymentPolicies& policies) {
  const auto at = [desk = Desk{setting, policies}](auto handler) {
    return [=](const Request& request) { return handler(desk, request); };
  };
  const auto end = [&](End use_case) {
    return at([=](const Desk& desk, const Request& request) {
      return post_with_reason(desk, request, use_case);
    });
  };
  router.get("/v1/unclaimed", readers(), at(get_unclaimed), http::Query::taken);
  router.get("/v1/unclaimed/{payment}", readers(), at(get_record));
  router.get("/v1/unclaimed-ageing", readers(), at(get_ageing));
  router.post("/v1/unclaimed/{payment}/traces", http::roles({"intake", "cashier"}), at(post_trace));
  router.post("/v1/unclaimed/{payment}/end", http::roles({"cashier"}), end(ask_to_end));
  router.post("/v1/unclaimed/{payment}/end-confirmation", http::roles({"approver"}),
              end(agree_to_end));
}

}  // namespace haven::disbursement
