#include "services/recoveries/api/desk.hpp"
#include "services/recoveries/api/json.hpp"
#include "services/recoveries/app/agree.hpp"
#include "services/recoveries/app/propose.hpp"
#include "services/recoveries/store/proposals.hpp"

namespace haven::recoveries {
namespace {

using db::Transaction;
using http::JsonReader;
using http::Request;
using http::Response;

constexpr std::size_t reason_max = 500;
constexpr std::size_t code_max = 60;

Response made(const Proposal& proposal) {
  return http::created("/v1/receivable-proposals/" + proposal.id.text(),
                       boost::json::serialize(json_of(proposal)));
}

// A code as it stands in accounts of the books.
std::string code_of(JsonReader& body, const char* name) {
  const std::string code = body.text(name, code_max);
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (!std::ranges::all_of(code, plain)) body.wrong(name, "small letters, digits and _");
  return code;
}

// Reads `read(body)` and keeps the proposal that `propose(tx, occasion, ask, what)` makes of it.
template <class Read, class Propose>
Response post_about(const Desk& desk, const Request& request, Read read, Propose propose) {
  const auto id = receivable_named(request);
  if (!id) return http::problem(id.error());
  auto body = JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  const Ask ask{*id, body->text("reason", reason_max)};
  const auto what = read(*body);
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return desk.command(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto proposal = propose(tx, now, ask, what);
    if (!proposal) return pass(proposal);
    return made(*proposal);
  });
}

Response post_agency_share(const Desk& desk, const Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  body->one_of("kind", {"agency_share"});
  AgencyShare share;
  share.debtor = code_of(*body, "debtor");
  share.claim = ClaimId{body->uuid("claim")};
  share.claim_reference = body->text("claim_reference", code_max);
  share.entitlement = EntitlementId{body->uuid("entitlement")};
  share.member = MemberId{body->maybe_uuid("member").value_or("")};
  const Money amount = body->money("amount");
  const std::string reason = body->text("reason", reason_max);
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return desk.command(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto proposal = propose_agency_share(tx, now, share, amount, reason);
    if (!proposal) return pass(proposal);
    return made(*proposal);
  });
}

Response post_advance(const Desk& desk, const Request& request) {
  return post_about(
      desk, request, [](JsonReader& body) { return code_of(body, "purse"); }, propose_advance);
}

Response post_bond_call(const Desk& desk, const Request& request) {
  return post_about(
      desk, request, [](JsonReader& body) { return body.money("amount"); }, propose_bond_call);
}

Response post_set_off(const Desk& desk, const Request& request) {
  return post_about(
      desk, request,
      [](JsonReader& body) { return static_cast<int>(body.integer("at_most_percent", 1, 100)); },
      propose_set_off);
}

Response post_write_off(const Desk& desk, const Request& request) {
  return post_about(
      desk, request, [](JsonReader& body) { return body.money("amount"); }, propose_write_off);
}

Response get_proposals(const Desk& desk, const Request& request) {
  const auto page = page_after(request, {"state", "receivable"}, is_uuid);
  if (!page) return http::problem(page.error());
  const auto state = choice_filter(request, "state", {"waiting", "agreed", "declined"});
  if (!state) return http::problem(state.error());
  const auto receivable = uuid_filter(request, "receivable");
  if (!receivable) return http::problem(receivable.error());
  return desk.query(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    auto rows =
        store::page_of_proposals(tx, now.fund, *state, *receivable, page->after, page->limit + 1);
    return page_answer(
        std::move(rows), page->limit, [](const Proposal& row) { return json_of(row); },
        [](const Proposal& row) { return row.id.text(); });
  });
}

Result<ProposalId> proposal_named(const Request& request) {
  const auto id = id_from<ProposalId>(request.param("proposal"));
  if (!id) return no_proposal();
  return *id;
}

Response get_proposal(const Desk& desk, const Request& request) {
  const auto id = proposal_named(request);
  if (!id) return http::problem(id.error());
  return desk.query(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto proposal = store::find_proposal(tx, now.fund, *id);
    if (!proposal) return no_proposal();
    return http::ok(boost::json::serialize(json_of(*proposal)));
  });
}

Response post_confirmation(const Desk& desk, const Request& request) {
  const auto id = proposal_named(request);
  if (!id) return http::problem(id.error());
  auto body = JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return desk.command(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto proposal = agree(tx, now, *id);
    if (!proposal) return pass(proposal);
    return http::ok(boost::json::serialize(json_of(*proposal)));
  });
}

Response post_refusal(const Desk& desk, const Request& request) {
  const auto id = proposal_named(request);
  if (!id) return http::problem(id.error());
  auto body = JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  const std::string reason = body->text("reason", reason_max);
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return desk.command(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto proposal = decline(tx, now, *id, reason, request.principal.has("approver"));
    if (!proposal) return pass(proposal);
    return http::ok(boost::json::serialize(json_of(*proposal)));
  });
}

}  // namespace

void add_proposal_routes(http::Router& router, const Desk& desk) {
  const auto collector = http::roles({"collector"});
  const auto cashier = http::roles({"cashier"});
  const auto readers = http::roles({"cashier", "collector", "approver", "auditor"});
  router.post("/v1/receivables", collector, at(desk, post_agency_share));
  router.post("/v1/receivables/{receivable}/advance", cashier, at(desk, post_advance));
  router.post("/v1/receivables/{receivable}/bond-call", cashier, at(desk, post_bond_call));
  router.post("/v1/receivables/{receivable}/set-off", collector, at(desk, post_set_off));
  router.post("/v1/receivables/{receivable}/write-off", collector, at(desk, post_write_off));
  router.get("/v1/receivable-proposals", readers, at(desk, get_proposals), http::Query::taken);
  router.get("/v1/receivable-proposals/{proposal}", readers, at(desk, get_proposal));
  router.post("/v1/receivable-proposals/{proposal}/confirmation", http::roles({"approver"}),
              at(desk, post_confirmation));
  router.post("/v1/receivable-proposals/{proposal}/refusal",
              http::roles({"approver", "cashier", "collector"}), at(desk, post_refusal));
}

}  // namespace haven::recoveries
