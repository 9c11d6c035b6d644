#include "services/ledger/api/period_routes.hpp"

#include "services/ledger/api/json.hpp"
#include "services/ledger/api/two_persons.hpp"
#include "services/ledger/app/change_period.hpp"
#include "services/ledger/store/periods.hpp"

namespace haven::ledger {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

Result<RequestPeriodChange> change_from(const Request& request, PeriodStep step) {
  const auto month = month_from(request.param("month"));
  if (!month) {
    return refuse(ErrorKind::not_found, "period_unknown", "A period is a month like 2026-05.");
  }
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  RequestPeriodChange command{request.principal.fund, *month, step, body->text("reason", 500),
                              request.principal.subject};
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_closing(const Setting& setting, const Request& request) {
  return ask(setting, request, "/v1/period-changes", change_from(request, PeriodStep::close),
             request_period_change);
}

Response post_reopening(const Setting& setting, const Request& request) {
  return ask(setting, request, "/v1/period-changes", change_from(request, PeriodStep::reopen),
             request_period_change);
}

const Named period_change{"change", "period_change"};

Response post_confirmation(const Setting& setting, const Request& request) {
  return act_on<PeriodChangeId, ConfirmPeriodChange>(
      setting, request, period_change,
      [&](Transaction& tx, const ConfirmPeriodChange& command, Date today, Instant now) {
        return confirm_period_change(tx, command, today, setting.fund(command.fund).offset, now);
      });
}

Response post_withdrawal(const Setting& setting, const Request& request) {
  return act_on<PeriodChangeId, WithdrawPeriodChange>(
      setting, request, period_change,
      [](Transaction& tx, const WithdrawPeriodChange& command, Date, Instant now) {
        return withdraw_period_change(tx, command, now);
      });
}

Response get_changes(const Setting& setting, const Request& request) {
  return list(setting, request, store::period_changes_of);
}

Response get_periods(const Setting& setting, const Request& request) {
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    return http::ok(json_of(store::closings_of(tx, request.principal.fund), ""));
  });
}

}  // namespace

void add_period_routes(http::Router& router, const Setting& setting) {
  const auto with = [&setting](auto handler) {
    return [&setting, handler](const Request& request) { return handler(setting, request); };
  };
  const auto readers = http::roles({"cashier", "approver", "auditor"});
  router.get("/v1/periods", readers, with(get_periods));
  router.post("/v1/periods/{month}/closing", http::roles({"cashier"}), with(post_closing));
  router.post("/v1/periods/{month}/reopening", http::roles({"cashier"}), with(post_reopening));
  router.get("/v1/period-changes", readers, with(get_changes), http::Query::taken);
  router.post("/v1/period-changes/{change}/confirmation", http::roles({"approver"}),
              with(post_confirmation));
  router.post("/v1/period-changes/{change}/withdrawal", http::roles({"cashier"}),
              with(post_withdrawal));
}

}  // namespace haven::ledger
