#include <boost/json.hpp>

#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/app/tell_interest.hpp"
#include "services/disbursement/store/interests.hpp"

namespace haven::disbursement {
namespace {

namespace json = boost::json;

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

json::object object_of(const Interest& interest) {
  const auto or_null = [](const std::optional<std::string>& text) {
    return text && !text->empty() ? json::value(*text) : json::value(nullptr);
  };
  return {{"interest_id", interest.id.text()},
          {"subject", interest.subject},
          {"member_id", interest.member.text()},
          {"party", or_null(interest.party)},
          {"why", interest.why},
          {"told_by", interest.told_by},
          {"told_at", text_of(interest.told_at)},
          {"ended_by", or_null(interest.ended_by)},
          {"ended_at",
           interest.ended_at ? json::value(text_of(*interest.ended_at)) : json::value(nullptr)},
          {"ended_because", or_null(interest.ended_because)}};
}

Result<Interest> interest_from(const Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  Interest interest;
  interest.fund = request.principal.fund;
  interest.told_by = request.principal.subject;
  interest.subject = body->text("subject", 100);
  interest.member = MemberId{body->uuid("member_id")};
  interest.party = body->maybe_text("party", 50).value_or("");
  interest.why = body->text("why", 200);
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return interest;
}

Response post_interest(const Setting& setting, const Request& request) {
  const auto told = interest_from(request);
  if (!told) return http::problem(told.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const Interest interest = tell_interest(tx, *told, now);
    return http::created("/v1/interests/" + interest.id.text(),
                         json::serialize(object_of(interest)));
  });
}

Result<EndInterest> end_from(const Request& request) {
  const auto id = id_from<InterestId>(request.param("interest"));
  if (!id) return tl::unexpected{unknown("interest")};
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  EndInterest command{request.principal.fund, *id, request.principal.subject,
                      body->text("reason", 200)};
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_ending(const Setting& setting, const Request& request) {
  const auto command = end_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto interest = end_interest(tx, *command, now);
    if (!interest) return pass(interest);
    return http::ok(json::serialize(object_of(*interest)));
  });
}

Response get_interest(const Setting& setting, const Request& request) {
  const auto id = id_from<InterestId>(request.param("interest"));
  if (!id) return http::problem(unknown("interest"));
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    const auto interest = store::find_interest(tx, request.principal.fund, *id);
    if (!interest) return tl::unexpected{unknown("interest")};
    return http::ok(json::serialize(object_of(*interest)));
  });
}

Response get_interests(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {"member", "subject"}, is_uuid);
  if (!page) return http::problem(page.error());
  const store::InterestFilter filter{query_of(request, "subject"), query_of(request, "member")};
  if (!filter.member.empty() && !is_uuid(filter.member)) {
    return http::problem(refuse_field("member", "must be a member's id").value());
  }
  constexpr std::size_t subject_length_max = 100;
  if (filter.subject.size() > subject_length_max) {
    return http::problem(refuse_field("subject", "must have at most 100 characters").value());
  }
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows =
        store::interests_by(tx, request.principal.fund, filter, page->after, page->limit + 1);
    const auto next = next_of(rows, *page, [](const Interest& one) { return one.id.text(); });
    json::array items;
    for (const Interest& one : rows) items.push_back(object_of(one));
    return http::ok(json::serialize(
        json::object{{"items", std::move(items)},
                     {"next", next.empty() ? json::value(nullptr) : json::value(next)}}));
  });
}

}  // namespace

void add_interest_routes(http::Router& router, const Setting& setting) {
  const auto tellers = http::roles({"operator", "approver"});
  router.post("/v1/interests", tellers, with(setting, post_interest));
  router.post("/v1/interests/{interest}/ending", tellers, with(setting, post_ending));
  const auto lookers = http::roles({"operator", "approver", "auditor"});
  router.get("/v1/interests", lookers, with(setting, get_interests), http::Query::taken);
  router.get("/v1/interests/{interest}", lookers, with(setting, get_interest));
}

}  // namespace haven::disbursement
