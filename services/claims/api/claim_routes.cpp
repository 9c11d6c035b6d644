#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "services/claims/api/desk.hpp"
#include "services/claims/api/read_json.hpp"
#include "services/claims/api/write_json.hpp"
#include "services/claims/app/case_file.hpp"
#include "services/claims/app/change_account.hpp"
#include "services/claims/app/edit_file.hpp"
#include "services/claims/app/end_claim.hpp"
#include "services/claims/app/open_claim.hpp"
#include "services/claims/app/pins.hpp"
#include "services/claims/domain/waiting.hpp"

namespace haven::claims {
namespace {

using http::Request;
using http::Response;
namespace json = boost::json;

std::string location_of(const Claim& claim) {
  return "/v1/claims/" + claim.id.text();
}

Response summary_answer(const Claim& claim, Instant now) {
  return with_etag(http::ok(json::serialize(summary_of(claim, now))), claim.version);
}

json::value receipt_or_null(const std::string& sha256, const Claim& claim) {
  if (sha256.empty()) return nullptr;
  return json_of(store::Receipt{sha256, claim.changed_at});
}

// The answer to an opening, without the PIN: that is put in on the way out and stored nowhere.
json::object json_of(const OpenedClaim& opened, Instant now) {
  json::object out = summary_of(opened.claim, now);
  out["checklist"] = claims::json_of(opened.checklist);
  out["filing_deadline"] = opened.deadline ? json::value(text_of(*opened.deadline)) : nullptr;
  out["receipt"] = receipt_or_null(opened.receipt_sha256, opened.claim);
  return out;
}

Response with_pin(const Desk& desk, const Request& request, Response response) {
  if (response.status != 201) return response;
  json::object out = json::parse(response.body).as_object();
  const ClaimId claim{std::string{out.at("claim").as_string()}};
  out["pin"] = pin_for(desk.pin_key, claim, command_key_of(request));
  response.body = json::serialize(out);
  return response;
}

Response post_claim(const Desk& desk, const Request& request) {
  const FundRules rules = desk.rules(request);
  auto command = open_claim_from(request, *rules.pack);
  if (!command) return http::problem(command.error());
  const Instant now = desk.setting.clock();
  command->id = new_id<ClaimId>(now);
  command->actor = actor_of(request);
  const std::string pin = pin_for(desk.pin_key, command->id, command_key_of(request));
  command->pin_mac = mac_of(desk.pin_key, command->id, pin);
  const Response response = service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto opened = open_claim(tx, rules, *command, now);
        if (!opened) return pass(opened);
        return with_etag(
            http::created(location_of(opened->claim), json::serialize(json_of(*opened, now))),
            opened->claim.version);
      });
  return with_pin(desk, request, response);
}

Response put_file(const Desk& desk, const Request& request) {
  const FundRules rules = desk.rules(request);
  const auto id = claim_named(request);
  if (!id) return http::problem(id.error());
  const auto version = http::if_match(request);
  if (!version) return http::problem(version.error());
  const auto file = file_from(request, *rules.pack);
  if (!file) return http::problem(file.error());
  const Instant now = desk.setting.clock();
  return service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto claim = edit_file(tx, rules, {*id, *version, *file, actor_of(request)}, now);
        if (!claim) return pass(claim);
        return summary_answer(*claim, now);
      });
}

Response post_filing(const Desk& desk, const Request& request) {
  const auto id = claim_named(request);
  if (!id) return http::problem(id.error());
  if (const auto nothing = nothing_from(request); !nothing) return http::problem(nothing.error());
  const FundRules rules = desk.rules(request);
  const Instant now = desk.setting.clock();
  return service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto filed = file_draft(tx, rules, {*id, actor_of(request)}, now);
        if (!filed) return pass(filed);
        json::object out = summary_of(filed->claim, now);
        out["checklist"] = claims::json_of(filed->checklist);
        out["receipt"] = receipt_or_null(filed->receipt_sha256, filed->claim);
        return with_etag(http::created(location_of(filed->claim), json::serialize(out)),
                         filed->claim.version);
      });
}

using Ending = Result<Claim> (*)(db::Transaction&, const FundRules&, const WithReason&, Instant);

// Withdrawal, reopening and appeal differ in the use case and in what the reason is called.
http::Handler ending(const DeskPtr& desk, Ending use_case, const std::string& reason_name) {
  return [=](const Request& request) {
    const auto id = claim_named(request);
    if (!id) return http::problem(id.error());
    const auto reason = reason_from(request, reason_name);
    if (!reason) return http::problem(reason.error());
    const FundRules rules = desk->rules(request);
    const Instant now = desk->setting.clock();
    return service::run_command(
        desk->setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
          const auto claim = use_case(tx, rules, {*id, *reason, actor_of(request)}, now);
          if (!claim) return pass(claim);
          return with_etag(
              http::created(location_of(*claim), json::serialize(summary_of(*claim, now))),
              claim->version);
        });
  };
}

Response put_account(const Desk& desk, const Request& request) {
  const auto id = claim_named(request);
  if (!id) return http::problem(id.error());
  const auto account = account_from(request);
  if (!account) return http::problem(account.error());
  const FundRules rules = desk.rules(request);
  const Instant now = desk.setting.clock();
  return service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto claim = change_account(tx, rules, {*id, *account, actor_of(request)}, now);
        if (!claim) return pass(claim);
        return summary_answer(*claim, now);
      });
}

Result<bool> yes_or_no(const Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  if (found == request.query.end()) return false;
  if (found->second != "true" && found->second != "false") {
    return wrong_parameter(name, "true or false");
  }
  return found->second == "true";
}

std::optional<std::string> parameter(const Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::nullopt : std::optional{found->second};
}

Result<store::ClaimFilter> filter_from(const Request& request, Instant now) {
  const auto page = http::page_from(
      request, {"state", "waiting_for", "owner", "reference", "overdue", "attention"});
  if (!page) return pass(page);
  if (!page->after.empty() && !is_uuid(page->after)) {
    return wrong_parameter("after", "the `next` of the page before, unchanged");
  }
  const auto overdue = yes_or_no(request, "overdue"), attention = yes_or_no(request, "attention");
  if (!overdue) return pass(overdue);
  if (!attention) return pass(attention);
  store::ClaimFilter filter{request.principal.fund,
                            parameter(request, "state"),
                            parameter(request, "waiting_for"),
                            parameter(request, "owner"),
                            parameter(request, "reference"),
                            *overdue ? std::optional{now} : std::nullopt,
                            *attention,
                            page->after,
                            page->limit};
  if (filter.state && !state_from(*filter.state)) return wrong_parameter("state", "a state's name");
  if (filter.waiting_for && !party_from(*filter.waiting_for)) {
    return wrong_parameter("waiting_for", "family, employer, mission, insurer, bank or fund");
  }
  return filter;
}

Response get_claims(const Desk& desk, const Request& request) {
  const Instant now = desk.setting.clock();
  const auto filter = filter_from(request, now);
  if (!filter) return http::problem(filter.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto claims = store::list_claims(tx, *filter);
    json::array items;
    for (const Claim& claim : claims) items.push_back(summary_of(claim, now));
    json::object out{{"items", std::move(items)}, {"next", nullptr}};
    if (static_cast<int>(claims.size()) == filter->limit) {
      out["next"] = http::cursor_of(claims.back().id.text());
    }
    return http::ok(json::serialize(out));
  });
}

Response get_claim(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = claim_named(request);
    if (!id) return pass(id);
    const auto claim = store::find_claim(tx, request.principal.fund, *id);
    if (!claim) return no_such_claim();
    const auto file = file_from(*claim, case_file_of(*claim));
    if (!file) return pass(file);
    const json::object out =
        detail_of(*claim, *file, store::find_receipt(tx, *id), desk.setting.clock());
    return with_etag(http::ok(json::serialize(out)), claim->version);
  });
}

Response get_history(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = claim_named(request);
    if (!id) return pass(id);
    if (!store::find_claim(tx, request.principal.fund, *id)) return no_such_claim();
    const auto history = store::history_of(tx, *id);
    json::array items;
    for (const HistoryLine& line : history) items.push_back(claims::json_of(line));
    json::object waited;
    for (const auto& [party, time] : waited_for(history, desk.setting.clock())) {
      waited[name_of(party)] = time.count();
    }
    return http::ok(json::serialize(
        json::object{{"items", std::move(items)}, {"next", nullptr}, {"waited_seconds", waited}}));
  });
}

}  // namespace

void add_claim_routes(http::Router& router, const DeskPtr& desk) {
  const auto intake = http::roles({"intake"});
  const auto staff = http::roles({"intake", "adjudicator", "approver", "cashier", "auditor"});
  router.post("/v1/claims", intake, plain(desk, post_claim));
  router.get("/v1/claims", staff, with(desk, get_claims), http::Query::taken);
  router.get("/v1/claims/{claim}", staff, plain(desk, get_claim));
  router.get("/v1/claims/{claim}/history", staff, plain(desk, get_history));
  router.put("/v1/claims/{claim}/file", intake, plain(desk, put_file));
  router.post("/v1/claims/{claim}/filing", intake, plain(desk, post_filing));
  router.post("/v1/claims/{claim}/withdrawal", intake, ending(desk, withdraw_claim, "reason"));
  router.post("/v1/claims/{claim}/reopening", intake, ending(desk, reopen_claim, "reason"));
  router.post("/v1/claims/{claim}/appeals", intake, ending(desk, appeal_claim, "grounds"));
  router.put("/v1/claims/{claim}/accounts/{party}", intake, plain(desk, put_account));
}

}  // namespace haven::claims
