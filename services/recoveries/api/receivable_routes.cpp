#include "services/recoveries/api/demand_text.hpp"
#include "services/recoveries/api/desk.hpp"
#include "services/recoveries/api/json.hpp"
#include "services/recoveries/app/agree_plan.hpp"
#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/app/take_line.hpp"
#include "services/recoveries/store/proposals.hpp"

namespace haven::recoveries {
namespace {

using db::Transaction;
using http::Request;
using http::Response;

Response answer(const boost::json::object& body) {
  return http::ok(boost::json::serialize(body));
}

// Another debtor's receivable is, to a debtor, one that does not exist.
Result<Receivable> visible(Transaction& tx, const Request& request) {
  const auto id = receivable_named(request);
  if (!id) return pass(id);
  auto receivable = store::find_receivable(tx, request.principal.fund, *id);
  if (!receivable) return no_receivable();
  const std::string own = own_debtor(request);
  if (!own.empty() && receivable->debtor != own) return no_receivable();
  return *std::move(receivable);
}

Details details_of(Transaction& tx, const Occasion& now, const Receivable& receivable) {
  Details details{receivable,
                  store::reductions_of(tx, receivable.id),
                  store::undoings_of(tx, receivable.id),
                  store::notices_of(tx, receivable.id),
                  store::find_plan(tx, receivable),
                  {},
                  store::find_bond_call(tx, receivable)};
  const Insurer* insurer = now.terms.insurer_named(receivable.debtor);
  const bool may_be_called = insurer != nullptr && insurer->bond && !receivable.is_ended();
  if (may_be_called) details.bond_callable_from = bond_callable_from(receivable, *insurer->bond);
  return details;
}

Result<store::ReceivableFilter> filter_from(const Request& request) {
  const auto state = choice_filter(
      request, "state",
      {"open", "demanded", "overdue", "bond_called", "settled", "written_off", "withdrawn"});
  if (!state) return pass(state);
  const auto kind =
      choice_filter(request, "kind", {"insurer_share", "overpayment", "agency_share"});
  if (!kind) return pass(kind);
  const auto claim = uuid_filter(request, "claim");
  if (!claim) return pass(claim);
  const auto doubt = choice_filter(request, "doubt", {"true", "false"});
  if (!doubt) return pass(doubt);
  const std::string own = own_debtor(request);
  return store::ReceivableFilter{*state, own.empty() ? filter_of(request, "debtor") : own, *kind,
                                 *claim, *doubt == "true"};
}

Response get_receivables(const Desk& desk, const Request& request) {
  const auto page = page_after(request, {"state", "debtor", "kind", "claim", "doubt"}, is_uuid);
  if (!page) return http::problem(page.error());
  const auto filter = filter_from(request);
  if (!filter) return http::problem(filter.error());
  return desk.query(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    auto rows = store::page_of_receivables(tx, now.fund, *filter, page->after, page->limit + 1);
    return page_answer(
        std::move(rows), page->limit,
        [&](const Receivable& row) { return json_of(row, now.today); },
        [](const Receivable& row) { return row.id.text(); });
  });
}

Response get_receivable(const Desk& desk, const Request& request) {
  return desk.query(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto receivable = visible(tx, request);
    if (!receivable) return pass(receivable);
    return answer(json_of(details_of(tx, now, *receivable), now.today));
  });
}

Response get_demand(const Desk& desk, const Request& request) {
  return desk.query(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto receivable = visible(tx, request);
    if (!receivable) return pass(receivable);
    return Response{200,
                    {{"Content-Type", "text/plain; charset=utf-8"}},
                    demand_text(*receivable, now.today),
                    {}};
  });
}

Result<void> only_debtor_in(const Request& request) {
  for (const auto& [name, value] : request.query) {
    if (name != "debtor") {
      return refuse(ErrorKind::malformed, "unknown_query_parameter",
                    "This route knows the parameter debtor only.", {{name, "leave it out"}});
    }
    if (value.empty() || value.size() > 60) {
      return refuse_field("debtor", "a debtor's code, 1 to 60 characters");
    }
  }
  return {};
}

Response get_ageing(const Desk& desk, const Request& request) {
  if (const auto fits = only_debtor_in(request); !fits) return http::problem(fits.error());
  return desk.query(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const std::string own = own_debtor(request);
    const std::string debtor = own.empty() ? filter_of(request, "debtor") : own;
    return answer(ageing_json(store::sums_by_due(tx, now.fund, debtor), now.today));
  });
}

// A family sees what others owe for its claim; never what one of its payees owes the fund.
bool may_see(const Request& request, const Receivable& receivable) {
  return !request.principal.has("family") || receivable.kind != Kind::overpayment;
}

Response get_of_claim(const Desk& desk, const Request& request) {
  const auto claim = id_from<ClaimId>(request.param("claim"));
  const auto& who = request.principal;
  if (!claim || (who.has("family") && who.claim != claim->text())) {
    return http::problem(
        {ErrorKind::not_found, "claim_not_found", "The fund has no such claim.", {}});
  }
  return desk.query(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    boost::json::array items;
    for (const auto& row : store::receivables_of_claim(tx, now.fund, *claim)) {
      if (may_see(request, row)) items.push_back(json_of(row, now.today));
    }
    return answer({{"items", std::move(items)}, {"next", nullptr}});
  });
}

Response post_match(const Desk& desk, const Request& request) {
  const auto id = receivable_named(request);
  if (!id) return http::problem(id.error());
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  const LineId line{body->uuid("line_id")};
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return desk.command(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto receivable = match_line(tx, now, *id, line);
    if (!receivable) return pass(receivable);
    return answer(json_of(details_of(tx, now, *receivable), now.today));
  });
}

Response post_plan(const Desk& desk, const Request& request) {
  const auto id = receivable_named(request);
  if (!id) return http::problem(id.error());
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  body->one_of("every", {"month"});
  const AgreePlan command{*id, body->money("instalment"), body->date("from")};
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return desk.command(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto plan = agree_plan(tx, now, command);
    if (!plan) return pass(plan);
    const auto receivable = store::find_receivable(tx, now.fund, *id);
    return http::created("/v1/receivables/" + id->text(),
                         boost::json::serialize(json_of(*plan, *receivable, now.today)));
  });
}

}  // namespace

void add_receivable_routes(http::Router& router, const Desk& desk) {
  const auto readers = http::roles({"cashier", "collector", "approver", "auditor", "partner"});
  const auto claim_readers =
      http::roles({"adjudicator", "cashier", "collector", "approver", "auditor", "family"});
  router.get("/v1/receivables", readers, at(desk, get_receivables), http::Query::taken);
  router.get("/v1/receivables/{receivable}", readers, at(desk, get_receivable));
  router.get("/v1/receivables/{receivable}/demand", readers, at(desk, get_demand));
  router.get("/v1/receivable-ageing", readers, at(desk, get_ageing), http::Query::taken);
  router.get("/v1/claims/{claim}/receivables", claim_readers, at(desk, get_of_claim));
  router.post("/v1/receivables/{receivable}/match", http::roles({"collector", "cashier"}),
              at(desk, post_match));
  router.post("/v1/receivables/{receivable}/plan", http::roles({"collector"}), at(desk, post_plan));
}

}  // namespace haven::recoveries
