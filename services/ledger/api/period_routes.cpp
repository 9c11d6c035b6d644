#include "services/ledger/api/period_routes.hpp"

#include "common/http/json.hpp"
#include "common/service/command.hpp"
#include "services/ledger/api/json.hpp"
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

Response post_change(const Setting& setting, const Request& request, PeriodStep step) {
  const auto command = change_from(request, step);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  const Date today = setting.today(command->fund);
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto change = request_period_change(tx, *command, today, now);
    if (!change) return pass(change);
    return http::created("/v1/period-changes/" + change->id.text(), json_of(*change));
  });
}

Response post_closing(const Setting& setting, const Request& request) {
  return post_change(setting, request, PeriodStep::close);
}

Response post_reopening(const Setting& setting, const Request& request) {
  return post_change(setting, request, PeriodStep::reopen);
}

// What a step of an existing change is asked with: its id in the path and an empty body.
Result<PeriodChangeId> change_id_from(const Request& request) {
  const auto id = id_from<PeriodChangeId>(request.param("change"));
  if (!id) {
    return refuse(ErrorKind::not_found, "period_change_unknown", "The fund has no such change.");
  }
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return *id;
}

Response post_confirmation(const Setting& setting, const Request& request) {
  const auto id = change_id_from(request);
  if (!id) return http::problem(id.error());
  const ConfirmPeriodChange command{request.principal.fund, *id, request.principal.subject};
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto change = confirm_period_change(tx, command, setting.today(command.fund),
                                              setting.fund(command.fund).offset, now);
    if (!change) return pass(change);
    return http::ok(json_of(*change));
  });
}

Response post_withdrawal(const Setting& setting, const Request& request) {
  const auto id = change_id_from(request);
  if (!id) return http::problem(id.error());
  const WithdrawPeriodChange command{request.principal.fund, *id, request.principal.subject};
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto change = withdraw_period_change(tx, command, now);
    if (!change) return pass(change);
    return http::ok(json_of(*change));
  });
}

Response get_changes(const Setting& setting, const Request& request) {
  const auto page = http::page_from(request, {"state"});
  if (!page) return http::problem(page.error());
  if (!page->after.empty() && !is_uuid(page->after)) {
    return http::problem(
        refuse(ErrorKind::malformed, "cursor_unknown", "Start again without a cursor.").value());
  }
  const auto state = request.query.find("state");
  const bool only_waiting = state != request.query.end();
  if (only_waiting && state->second != "waiting") {
    return http::problem(refuse_field("state", "must be waiting, or absent for all").value());
  }
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::period_changes_of(tx, request.principal.fund, only_waiting, page->after,
                                         page->limit + 1);
    std::string next;
    if (rows.size() > static_cast<std::size_t>(page->limit)) {
      rows.pop_back();
      next = http::cursor_of(rows.back().id.text());
    }
    return http::ok(json_of(rows, next));
  });
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
