#include "services/enrolment/api/routes.hpp"

#include <boost/json.hpp>

#include "common/service/command.hpp"
#include "services/enrolment/api/json.hpp"
#include "services/enrolment/api/occasion_of.hpp"
#include "services/enrolment/app/enrol_members.hpp"

namespace haven::enrolment {
namespace {

using http::Request;
using http::Response;

// The service as a handler sees it.
struct Desk {
  const service::Setting& setting;
  const Packs& packs;

  [[nodiscard]] Occasion occasion(const Request& request) const {
    return occasion_of(setting, packs, request.principal.fund, setting.clock(),
                       request.principal.subject, request.header("idempotency-key"));
  }
  /// Runs `act(tx, occasion)` once per Idempotency-Key.
  template <class Act>
  Response command(const Request& request, Act act) const {
    const Occasion now = occasion(request);
    return service::run_command(setting.db, request, now.now,
                                [&](db::Transaction& tx) { return act(tx, now); });
  }
};

Response with_etag(Response response, std::int64_t version) {
  response.headers["ETag"] = http::etag_of(version);
  return response;
}

// The member named in the path; an id of any other form is one that does not exist.
Result<MemberId> member_named(const Request& request) {
  auto id = id_from<MemberId>(request.param("member"));
  if (!id) return tl::unexpected{no_member()};
  return *std::move(id);
}

// Lists here are ordered by id, so a cursor holds one.
Result<http::Page> page_by_id(const Request& request, const std::set<std::string>& filters) {
  auto page = http::page_from(request, filters);
  if (page && !page->after.empty() && !is_uuid(page->after)) {
    return refuse(ErrorKind::malformed, "invalid_cursor", "Send the cursor as you were given it.",
                  {{"after", "the next of the page before"}});
  }
  return page;
}

// From one row more than the page holds, if there is one.
template <class Row, class KeyOf>
Response page_answer(std::vector<Row> rows, int limit, KeyOf key_of) {
  const auto most = static_cast<std::size_t>(limit);
  boost::json::object out{{"items", boost::json::array{}}, {"next", nullptr}};
  if (rows.size() > most) {
    rows.resize(most);
    out["next"] = http::cursor_of(key_of(rows.back()));
  }
  for (const Row& row : rows) out["items"].as_array().push_back(json_of(row));
  return http::ok(boost::json::serialize(out));
}

Response post_member(const Desk& desk, const Request& request) {
  const auto candidate = candidate_from(request);
  if (!candidate) return http::problem(candidate.error());
  return desk.command(request,
                      [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
                        const auto enrolled = enrol_member(tx, occasion, *candidate);
                        if (!enrolled) return pass(enrolled);
                        const Member& member = enrolled->member;
                        return with_etag(http::created("/v1/members/" + member.id.text(),
                                                       json_of(member, enrolled->open_reviews)),
                                         member.version);
                      });
}

Response get_members(const Desk& desk, const Request& request) {
  const auto page = page_by_id(request, {"number"});
  if (!page) return http::problem(page.error());
  const auto number = request.query.find("number");
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto rows = store::page_of_members(tx, request.principal.fund,
                                             number == request.query.end() ? "" : number->second,
                                             page->after, page->limit + 1);
    return page_answer(rows, page->limit, [](const auto& row) { return row.id.text(); });
  });
}

Response get_member(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = member_named(request);
    if (!id) return pass(id);
    const auto member = store::find_member(tx, request.principal.fund, *id);
    if (!member) return tl::unexpected{no_member()};
    return with_etag(http::ok(json_of(*member, store::open_reviews_of(tx, *id))), member->version);
  });
}

Response patch_member(const Desk& desk, const Request& request) {
  const auto id = member_named(request);
  if (!id) return http::problem(id.error());
  const auto version = http::if_match(request);
  if (!version) return http::problem(version.error());
  const auto change = member_change_from(request);
  if (!change) return http::problem(change.error());
  return desk.command(
      request, [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
        const auto member = change_member(tx, occasion, {*id, *version, *change});
        if (!member) return pass(member);
        return with_etag(http::ok(json_of(*member, store::open_reviews_of(tx, *id))),
                         member->version);
      });
}

Response post_registration(const Desk& desk, const Request& request) {
  const auto id = member_named(request);
  if (!id) return http::problem(id.error());
  const auto registration = registration_from(request);
  if (!registration) return http::problem(registration.error());
  return desk.command(
      request, [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
        const auto registered = add_registration(tx, occasion, {*id, *registration});
        if (!registered) return pass(registered);
        return with_etag(http::created("/v1/members/" + id->text() + "/covers",
                                       boost::json::serialize(json_of(registered->cover))),
                         registered->member.version);
      });
}

Response get_covers(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = member_named(request);
    if (!id) return pass(id);
    const auto member = store::find_member(tx, request.principal.fund, *id);
    if (!member) return tl::unexpected{no_member()};
    boost::json::array items;
    for (const Cover& cover : member->covers) items.push_back(json_of(cover));
    return http::ok(boost::json::serialize(
        boost::json::object{{"items", std::move(items)}, {"next", nullptr}}));
  });
}

Response get_reviews(const Desk& desk, const Request& request) {
  const auto page = page_by_id(request, {"state"});
  if (!page) return http::problem(page.error());
  const auto given = request.query.find("state");
  const std::string state = given == request.query.end() ? "" : given->second;
  static const std::set<std::string> known{"", "open", "distinct", "merged", "moot"};
  if (!known.contains(state)) {
    return http::problem(refuse_field("state", "open, distinct, merged or moot").value());
  }
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto rows =
        store::page_of_reviews(tx, request.principal.fund, state, page->after, page->limit + 1);
    return page_answer(rows, page->limit, [](const auto& row) { return row.id; });
  });
}

Response post_ruling(const Desk& desk, const Request& request) {
  if (!is_uuid(request.param("review"))) {
    return http::problem(
        {ErrorKind::not_found, "review_not_found", "This fund has no such review.", {}});
  }
  const auto ruling = ruling_from(request);
  if (!ruling) return http::problem(ruling.error());
  return desk.command(request,
                      [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
                        const auto kept = decide_identity_review(tx, occasion, *ruling);
                        if (!kept) return pass(kept);
                        const auto review = store::find_review(tx, occasion.fund, ruling->review);
                        return http::ok(boost::json::serialize(json_of(*review)));
                      });
}

}  // namespace

void add_routes(http::Router& routes, const service::Setting& setting, const Packs& packs) {
  const Desk desk{setting, packs};
  const auto at = [desk](auto handler) {
    return [desk, handler](const Request& request) { return handler(desk, request); };
  };
  const auto registrar = http::roles({"registrar"});
  const auto readers = http::roles({"registrar", "intake", "adjudicator", "auditor"});

  routes.post("/v1/members", registrar, at(post_member));
  routes.get("/v1/members", http::roles({"registrar", "intake", "collector", "auditor"}),
             at(get_members), http::Query::taken);
  routes.get("/v1/members/{member}", readers, at(get_member));
  routes.patch("/v1/members/{member}", registrar, at(patch_member));
  routes.post("/v1/members/{member}/registrations", registrar, at(post_registration));
  routes.get("/v1/members/{member}/covers", readers, at(get_covers));
  routes.get("/v1/identity-reviews", http::roles({"registrar", "auditor"}), at(get_reviews),
             http::Query::taken);
  routes.post("/v1/identity-reviews/{review}/decision", registrar, at(post_ruling));
}

}  // namespace haven::enrolment
