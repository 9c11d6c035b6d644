#include "services/adjudication/api/instalment_routes.hpp"

#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "common/service/command.hpp"
#include "services/adjudication/api/requests.hpp"
#include "services/adjudication/app/change_plan.hpp"
#include "services/adjudication/store/instalment_plans.hpp"

namespace haven::adjudication {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;
using service::Setting;

constexpr std::size_t sentence_max = 1000;
constexpr int instalments_max = 10000;

json::object json_of(const InstalmentPlan& plan) {
  json::object one{{"plan_id", plan.id.text()},
                   {"claim_id", plan.claim.text()},
                   {"reference", plan.reference},
                   {"decision_id", plan.decision.text()},
                   {"scheme", plan.scheme},
                   {"benefit", plan.benefit},
                   {"amount", http::json_of(plan.amount)},
                   {"every", plan.every},
                   {"while_true", plan.while_true},
                   {"state", name_of(plan.state)},
                   {"next_number", plan.next_number},
                   {"next_on", text_of(plan.next_on)},
                   {"next_is_confirmed", plan.next_is_confirmed}};
  if (plan.times) one["times"] = *plan.times;
  if (plan.ended_because) one["ended_because"] = *plan.ended_because;
  return one;
}

Result<store::PlanFilter> filter_from(const Request& request, Date today) {
  const auto page = page_after_id(request, {"state", "waiting"});
  if (!page) return pass(page);
  store::PlanFilter filter{{}, {}, page->after, page->limit};
  if (const auto state = request.query.find("state"); state != request.query.end()) {
    filter.state = plan_state_from(state->second);
    if (!filter.state) return refuse_parameter("state", "running, complete or ended");
  }
  if (const auto waiting = request.query.find("waiting"); waiting != request.query.end()) {
    if (waiting->second != "yes") {
      return refuse_parameter("waiting", "yes: those whose next condition can be confirmed now");
    }
    filter.unconfirmed_until = today + confirm_ahead;
  }
  return filter;
}

Response list_plans(const Setting& setting, const Request& request) {
  const std::string& fund = request.principal.fund;
  const auto filter = filter_from(request, setting.today(fund));
  if (!filter) return http::problem(filter.error());
  return service::run_query(setting.db, [&](db::Transaction& tx) -> Result<Response> {
    json::array rows;
    const auto plans = store::find_plans(tx, fund, *filter);
    for (const auto& plan : plans) rows.push_back(json_of(plan));
    json::value next;
    if (static_cast<int>(plans.size()) == filter->limit) {
      next = http::cursor_of(plans.back().id.text());
    }
    return http::ok(json::serialize(json::object{{"items", rows}, {"next", next}}));
  });
}

Response show_plan(const Setting& setting, const Request& request) {
  const auto id = id_in_path<PlanId>(request, "plan");
  if (!id) return http::problem(id.error());
  return service::run_query(setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto plan = store::find_plan(tx, request.principal.fund, *id);
    if (!plan) {
      return refuse(ErrorKind::not_found, "plan_unknown",
                    "The fund has no such plan of instalments.");
    }
    return http::ok(json::serialize(json_of(*plan)));
  });
}

Result<ConfirmInstalment> confirmation_from(const Request& request) {
  const auto id = id_in_path<PlanId>(request, "plan");
  if (!id) return pass(id);
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  ConfirmInstalment command{request.principal.fund, *id, 0, "", request.principal.subject};
  command.number = static_cast<int>(body->integer("number", 2, instalments_max));
  command.evidence = body->text("evidence", sentence_max);
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response confirm(const Setting& setting, const Request& request) {
  const auto command = confirmation_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(
      setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto plan = confirm_instalment(tx, *command, setting.today(command->fund), now);
        if (!plan) return pass(plan);
        return http::ok(json::serialize(json_of(*plan)));
      });
}

Response end(const Setting& setting, const Request& request) {
  const auto id = id_in_path<PlanId>(request, "plan");
  if (!id) return http::problem(id.error());
  const auto reason = only_text_in(request, "reason");
  if (!reason) return http::problem(reason.error());
  const EndPlan command{request.principal.fund, *id, *reason, request.principal.subject};
  return service::run_command(setting.db, request, setting.clock(),
                              [&](db::Transaction& tx) -> Result<Response> {
                                const auto plan = end_plan(tx, command);
                                if (!plan) return pass(plan);
                                return http::ok(json::serialize(json_of(*plan)));
                              });
}

}  // namespace

void add_instalment_routes(http::Router& router, const Setting& setting) {
  const auto with = [&setting](Response (*serve)(const Setting&, const Request&)) {
    return [&setting, serve](const Request& request) { return serve(setting, request); };
  };
  const auto readers = http::roles({"adjudicator", "approver", "auditor"});
  const auto adjudicator = http::roles({"adjudicator"});
  router.get("/v1/instalment-plans", readers, with(list_plans), http::Query::taken);
  router.get("/v1/instalment-plans/{plan}", readers, with(show_plan));
  router.post("/v1/instalment-plans/{plan}/confirmation", adjudicator, with(confirm));
  router.post("/v1/instalment-plans/{plan}/ending", adjudicator, with(end));
}

}  // namespace haven::adjudication
