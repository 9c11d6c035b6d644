#include "services/adjudication/api/decision_routes.hpp"

#include <boost/json.hpp>

#include "common/service/command.hpp"
#include "services/adjudication/api/decision_json.hpp"
#include "services/adjudication/api/requests.hpp"
#include "services/adjudication/app/approve_decision.hpp"
#include "services/adjudication/app/return_decision.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/decisions.hpp"

namespace haven::adjudication {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;

// What a route is served with; `setting` outlives the router.
struct Desk {
  const service::Setting& setting;
  Packs packs;
};

Result<std::optional<DecisionState>> state_from(const Request& request) {
  const auto given = request.query.find("state");
  if (given == request.query.end()) return std::optional<DecisionState>{};
  const auto state = decision_state_from(given->second);
  if (state) return state;
  return refuse_parameter("state", "proposed, approved, returned, superseded or cancelled");
}

Response list_decisions(const Desk& desk, const Request& request) {
  const auto page = page_after_id(request, {"state"});
  if (!page) return http::problem(page.error());
  const auto state = state_from(request);
  if (!state) return http::problem(state.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    json::array rows;
    const auto found =
        store::find_decisions(tx, request.principal.fund, *state, page->after, page->limit);
    for (const auto& decision : found) rows.push_back(json_of(decision));
    json::value next;
    if (static_cast<int>(found.size()) == page->limit) {
      next = http::cursor_of(found.back().head.id.text());
    }
    return http::ok(json::serialize(json::object{{"items", rows}, {"next", next}}));
  });
}

Response show_decision(const Desk& desk, const Request& request) {
  const auto id = id_in_path<DecisionId>(request, "decision");
  if (!id) return http::problem(id.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto& fund = request.principal.fund;
    const auto decision = store::find_decision(tx, fund, *id);
    if (!decision) {
      return refuse(ErrorKind::not_found, "decision_unknown", "There is no such decision.");
    }
    const auto rules = rules_of(desk.setting, desk.packs, fund, desk.setting.clock());
    if (!rules) return pass(rules);
    json::object body = json_of(*decision);
    body["lines"] = json_of(store::find_lines(tx, *id), *rules->pack);
    body["outcome"] = json::parse(decision->outcome);
    Response response = http::ok(json::serialize(body));
    response.headers["ETag"] = http::etag_of(decision->head.version);
    return response;
  });
}

Response list_decisions_of_claim(const Desk& desk, const Request& request) {
  const auto claim = id_in_path<ClaimId>(request, "claim");
  if (!claim) return http::problem(claim.error());
  if (auto page = http::page_from(request); !page) return http::problem(page.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto& fund = request.principal.fund;
    if (!store::find_claim_file(tx, fund, *claim)) {
      return refuse(ErrorKind::not_found, "claim_unknown", "No such claim was ever ready.");
    }
    const auto rules = rules_of(desk.setting, desk.packs, fund, desk.setting.clock());
    if (!rules) return pass(rules);
    json::array rows;
    for (const auto& decision : store::find_decisions_of(tx, fund, *claim)) {
      json::object row = json_of(decision);
      row["lines"] = json_of(store::find_lines(tx, decision.head.id), *rules->pack);
      rows.push_back(std::move(row));
    }
    return http::ok(json::serialize(json::object{{"items", rows}, {"next", nullptr}}));
  });
}

json::object head_json(const DecisionHead& head) {
  return {{"decision_id", head.id.text()},
          {"claim_id", head.claim.text()},
          {"state", name_of(head.state)},
          {"version", head.version}};
}

Response answer(const DecisionHead& head, const json::object& body) {
  Response response = http::ok(json::serialize(body));
  response.headers["ETag"] = http::etag_of(head.version);
  return response;
}

Response approve(const Desk& desk, const Request& request) {
  const auto id = id_in_path<DecisionId>(request, "decision");
  if (!id) return http::problem(id.error());
  const auto version = maybe_if_match(request);
  if (!version) return http::problem(version.error());
  if (auto empty = nothing_in(request); !empty) return http::problem(empty.error());
  const Instant now = desk.setting.clock();
  const ApproveDecision command{*id, request.principal.subject, *version,
                                day_of(now, desk.setting.fund(request.principal.fund).offset)};
  return service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto approved = approve_decision(tx, origin_of(request), command, now);
        if (!approved) return pass(approved);
        json::object body = head_json(approved->decision);
        body["payments"] = approved->payments;
        return answer(approved->decision, body);
      });
}

Response give_back(const Desk& desk, const Request& request) {
  const auto id = id_in_path<DecisionId>(request, "decision");
  if (!id) return http::problem(id.error());
  const auto reason = only_text_in(request, "reason");
  if (!reason) return http::problem(reason.error());
  const Instant now = desk.setting.clock();
  const ReturnDecision command{*id, request.principal.subject, *reason,
                               day_of(now, desk.setting.fund(request.principal.fund).offset)};
  return service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto returned = return_decision(tx, origin_of(request), command, now);
        if (!returned) return pass(returned);
        json::object body = head_json(returned->decision);
        body["work_item_id"] = returned->work_item.text();
        return answer(returned->decision, body);
      });
}

}  // namespace

void add_decision_routes(http::Router& router, const service::Setting& setting,
                         const Packs& packs) {
  const Desk desk{setting, packs};
  const auto with = [&desk](Response (*serve)(const Desk&, const Request&)) {
    return [desk, serve](const Request& request) { return serve(desk, request); };
  };
  const auto readers = http::roles({"approver", "adjudicator", "auditor"});
  const auto approver = http::roles({"approver"});
  router.get("/v1/decisions", readers, with(list_decisions), http::Query::taken);
  router.get("/v1/decisions/{decision}", readers, with(show_decision));
  router.get("/v1/claims/{claim}/decisions", readers, with(list_decisions_of_claim),
             http::Query::taken);
  router.post("/v1/decisions/{decision}/approval", approver, with(approve));
  router.post("/v1/decisions/{decision}/return", approver, with(give_back));
}

}  // namespace haven::adjudication
