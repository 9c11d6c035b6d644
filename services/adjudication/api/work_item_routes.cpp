#include "services/adjudication/api/work_item_routes.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "common/core/ensure.hpp"
#include "common/service/command.hpp"
#include "services/adjudication/api/facts_json.hpp"
#include "services/adjudication/api/requests.hpp"
#include "services/adjudication/app/gather_facts.hpp"
#include "services/adjudication/app/take_work_item.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/work_items.hpp"

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

json::object json_of(const WorkItem& item) {
  json::object one{{"work_item_id", item.id.text()},
                   {"claim_id", item.claim.text()},
                   {"reference", item.reference},
                   {"reasons", json::array(item.reasons.begin(), item.reasons.end())},
                   {"note", item.note},
                   {"state", name_of(item.state)},
                   {"version", item.version},
                   {"opened_at", text_of(item.opened)},
                   {"due_on", text_of(item.due)}};
  if (!item.assignee.empty()) one["assignee"] = item.assignee;
  return one;
}

Response tagged(const WorkItem& item, const json::object& body) {
  Response response = http::ok(json::serialize(body));
  response.headers["ETag"] = http::etag_of(item.version);
  return response;
}

bool is_subject(const std::string& text) {
  const auto visible = [](unsigned char c) { return c > ' ' && c < 0x7f; };
  return !text.empty() && text.size() <= 100 && std::ranges::all_of(text, visible);
}

Result<store::WorkItemFilter> filter_from(const Request& request) {
  const auto page = page_after_id(request, {"state", "assignee"});
  if (!page) return pass(page);
  store::WorkItemFilter filter{{}, {}, page->after, page->limit};
  if (const auto state = request.query.find("state"); state != request.query.end()) {
    filter.state = work_item_state_from(state->second);
    if (!filter.state) {
      return refuse_parameter("state", "open, assigned, done or cancelled");
    }
  }
  if (const auto by = request.query.find("assignee"); by != request.query.end()) {
    if (!is_subject(by->second)) return refuse_parameter("assignee", "the subject of a token");
    filter.assignee = by->second;
  }
  return filter;
}

Response list_work_items(const Desk& desk, const Request& request) {
  const auto filter = filter_from(request);
  if (!filter) return http::problem(filter.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    json::array rows;
    const auto items = store::find_work_items(tx, request.principal.fund, *filter);
    for (const auto& item : items) rows.push_back(json_of(item));
    json::value next;
    if (static_cast<int>(items.size()) == filter->limit) {
      next = http::cursor_of(items.back().id.text());
    }
    return http::ok(json::serialize(json::object{{"items", rows}, {"next", next}}));
  });
}

// What the rules make of the claim as known now, for an item that still waits for a decision.
Result<void> add_preview(db::Transaction& tx, json::object& body, const WorkItem& item,
                         const Rules& rules, const std::string& fund) {
  const auto file = store::find_claim_file(tx, fund, item.claim);
  ensure(file.has_value(), "a work item has a claim");
  const auto gathered = gather_facts(tx, *file, rules, false);
  if (!gathered) return pass(gathered);
  const auto evaluated = evaluate_record(gathered->record, *rules.pack);
  if (!evaluated) {
    body["problem"] = evaluated.error().detail;
    return {};
  }
  body["facts"] = facts_json(evaluated->facts);
  body["outcome"] = json::parse(scheme::json_of(evaluated->decision));
  return {};
}

Response show_work_item(const Desk& desk, const Request& request) {
  const auto id = id_in_path<WorkItemId>(request, "item");
  if (!id) return http::problem(id.error());
  const std::string& fund = request.principal.fund;
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto item = store::find_work_item(tx, fund, *id);
    if (!item) {
      return refuse(ErrorKind::not_found, "work_item_unknown", "There is no such work item.");
    }
    json::object body = json_of(*item);
    const bool waits = item->state == WorkItemState::open || item->state == WorkItemState::assigned;
    if (waits) {
      const auto rules = rules_of(desk.setting, desk.packs, fund, desk.setting.clock());
      if (!rules) return pass(rules);
      if (auto shown = add_preview(tx, body, *item, *rules, fund); !shown) return pass(shown);
    }
    return tagged(*item, body);
  });
}

Response assign(const Desk& desk, const Request& request) {
  const auto id = id_in_path<WorkItemId>(request, "item");
  if (!id) return http::problem(id.error());
  const auto version = maybe_if_match(request);
  if (!version) return http::problem(version.error());
  if (auto empty = nothing_in(request); !empty) return http::problem(empty.error());
  const TakeWorkItem command{request.principal.fund, *id, request.principal.subject, *version};
  return service::run_command(desk.setting.db, request, desk.setting.clock(),
                              [&](db::Transaction& tx) -> Result<Response> {
                                const auto item = take_work_item(tx, command);
                                if (!item) return pass(item);
                                return tagged(*item, json_of(*item));
                              });
}

Response decide(const Desk& desk, const Request& request) {
  const auto id = id_in_path<WorkItemId>(request, "item");
  if (!id) return http::problem(id.error());
  auto command = decide_referral_from(request);
  if (!command) return http::problem(command.error());
  command->item = *id;
  const Instant now = desk.setting.clock();
  return service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto rules = rules_of(desk.setting, desk.packs, request.principal.fund, now);
        if (!rules) return pass(rules);
        const auto decision = decide_referral(tx, origin_of(request), *command, *rules, now);
        if (!decision) return pass(decision);
        return http::created("/v1/decisions/" + decision->text(),
                             json::serialize(json::object{{"decision_id", decision->text()}}));
      });
}

}  // namespace

void add_work_item_routes(http::Router& router, const service::Setting& setting,
                          const Packs& packs) {
  const Desk desk{setting, packs};
  const auto with = [&desk](Response (*serve)(const Desk&, const Request&)) {
    return [desk, serve](const Request& request) { return serve(desk, request); };
  };
  const auto readers = http::roles({"adjudicator", "auditor"});
  const auto adjudicator = http::roles({"adjudicator"});
  router.get("/v1/work-items", readers, with(list_work_items), http::Query::taken);
  router.get("/v1/work-items/{item}", readers, with(show_work_item));
  router.post("/v1/work-items/{item}/assignment", adjudicator, with(assign));
  router.post("/v1/work-items/{item}/decision", adjudicator, with(decide));
}

}  // namespace haven::adjudication
