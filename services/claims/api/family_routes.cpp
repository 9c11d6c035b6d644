#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "services/claims/api/desk.hpp"
#include "services/claims/api/owed_json.hpp"
#include "services/claims/api/read_json.hpp"
#include "services/claims/api/write_json.hpp"
#include "services/claims/app/case_file.hpp"
#include "services/claims/app/family_session.hpp"
#include "services/claims/app/follow_money.hpp"
#include "services/claims/app/pins.hpp"
#include "services/claims/app/settle_papers.hpp"

namespace haven::claims {
namespace {

using http::Request;
using http::Response;
namespace json = boost::json;

constexpr std::chrono::minutes session_lifetime{30};

struct Shown {
  std::string reference, pin;
};
Result<Shown> shown_from(const Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  Shown shown{body->text("reference", 40), body->text("pin", 40)};
  if (const auto whole = body->finish(); !whole) return pass(whole);
  return shown;
}

// What is stored as the answer holds neither token nor PIN: a copy of the table opens nothing. Both
// follow from the stored words and the server's keys, so a repeated request gets the same ones.
Response with_secrets(const Desk& desk, const Request& request, Response response) {
  if (response.status != 201) return response;
  const json::object stored = json::parse(response.body).as_object();
  const auto text = [&](const char* name) { return std::string{stored.at(name).as_string()}; };
  const ClaimId claim{text("claim")};
  const Instant issued_at = *instant_from(text("issued_at"));
  const http::Principal family{"family:" + claim.text(), text("fund"), {"family"}, claim.text()};
  response.body = json::serialize(
      json::object{{"claim", claim.text()},
                   {"token", desk.signer.issue(family, issued_at, session_lifetime)},
                   {"expires_at", text_of(issued_at + session_lifetime)},
                   {"pin", pin_for(desk.pin_key, claim, command_key_of(request))}});
  response.headers["Cache-Control"] = "no-store";
  return response;
}

Response post_session(const Desk& desk, const Request& request) {
  const auto shown = shown_from(request);
  if (!shown) return http::problem(shown.error());
  const Instant now = desk.setting.clock();
  const Response response = service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto session = open_family_session(tx, desk.pin_key, shown->reference, shown->pin,
                                                 command_key_of(request), now);
        if (!session) return http::problem(session.error());  // as a value: the try is counted
        return http::created("/v1/family/claim",
                             json::serialize(json::object{{"claim", session->claim.text()},
                                                          {"fund", session->fund},
                                                          {"issued_at", text_of(now)}}));
      });
  return with_secrets(desk, request, response);
}

Response post_pin(const Desk& desk, const Request& request) {
  const auto id = claim_named(request);
  if (!id) return http::problem(id.error());
  if (const auto nothing = nothing_from(request); !nothing) return http::problem(nothing.error());
  const Instant now = desk.setting.clock();
  const std::string pin = pin_for(desk.pin_key, *id, command_key_of(request));
  const std::string fund = request.principal.fund;
  Response response = service::run_command(
      desk.setting.db, request, now, [&](db::Transaction& tx) -> Result<Response> {
        const auto claim =
            issue_pin(tx, fund, desk.pin_key, *id, pin, request.principal.subject, now);
        if (!claim) return pass(claim);
        return http::created(
            "/v1/claims/" + id->text(),
            json::serialize(json::object{{"claim", id->text()}, {"reference", claim->reference}}));
      });
  if (response.status != 201) return response;
  json::object out = json::parse(response.body).as_object();
  out["pin"] = pin;
  response.body = json::serialize(out);
  response.headers["Cache-Control"] = "no-store";
  return response;
}

Response get_own_claim(const Desk& desk, const Request& request) {
  const FundRules rules = desk.rules(request);
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = id_from<ClaimId>(request.principal.claim);
    const auto claim = id ? store::find_claim(tx, rules.fund, *id) : std::nullopt;
    if (!claim) return no_such_claim();
    Checklist checklist;
    if (claim->state == State::filed) {
      const auto view =
          papers_now(tx, rules, *claim, case_file_of(*claim), rules.day(desk.setting.clock()));
      if (view) checklist = view->checklist;
    }
    json::object view =
        family_view_of(*claim, checklist, store::find_outcome(tx, *id), *rules.pack);
    view["owed"] = json_of(owed_on(tx, *claim), *rules.pack);
    return http::ok(json::serialize(view));
  });
}

}  // namespace

void add_family_routes(http::Router& router, const DeskPtr& desk) {
  router.post("/v1/family-sessions", http::anyone(), plain(desk, post_session));
  router.get("/v1/family/claim", http::roles({"family"}), plain(desk, get_own_claim));
  router.post("/v1/claims/{claim}/pins", http::roles({"intake"}), plain(desk, post_pin));
}

}  // namespace haven::claims
