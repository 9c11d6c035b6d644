#include "services/ledger/api/routes.hpp"

#include "common/http/json.hpp"
#include "common/service/command.hpp"
#include "services/ledger/api/json.hpp"
#include "services/ledger/app/fund_purse.hpp"
#include "services/ledger/store/books.hpp"

namespace haven::ledger {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

tl::unexpected<Error> unknown(const std::string& what) {
  return refuse(ErrorKind::not_found, what + "_unknown", "The fund has no such " + what + ".");
}

// The rows of a page are asked for with one more, which only tells that there is a next page.
template <class Row>
std::string next_of(std::vector<Row>& rows, const http::Page& page) {
  if (rows.size() <= static_cast<std::size_t>(page.limit)) return "";
  rows.resize(static_cast<std::size_t>(page.limit));
  return http::cursor_of(rows.back().id.text());
}

Result<http::Page> page_by_id(const Request& request, const std::set<std::string>& filters) {
  auto page = http::page_from(request, filters);
  if (page && !page->after.empty() && !is_uuid(page->after)) {
    return refuse(ErrorKind::malformed, "cursor_unknown", "Start again without a cursor.");
  }
  return page;
}

std::string filter_of(const Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? "" : found->second;
}

Result<RequestFunding> funding_from(const Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  RequestFunding command{request.principal.fund,
                         request.param("purse"),
                         body->money("amount"),
                         body->text("reference", 100),
                         body->text("reason", 500),
                         request.principal.subject,
                         {}};
  if (const auto year = body->maybe_integer("for_year", 1900, 2200)) {
    command.for_year = static_cast<int>(*year);
  }
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_funding(const Setting& setting, const Request& request) {
  const auto command = funding_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto funding = request_funding(tx, *command, setting.today(command->fund), now);
    if (!funding) return pass(funding);
    return http::created("/v1/fundings/" + funding->id.text(), json_of(*funding));
  });
}

Response post_confirmation(const Setting& setting, const Request& request) {
  const auto id = id_from<FundingId>(request.param("funding"));
  if (!id) return http::problem(unknown("funding").value());
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  const ConfirmFunding command{request.principal.fund, *id, request.principal.subject};
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto funding = confirm_funding(tx, command, setting.today(command.fund), now);
    if (!funding) return pass(funding);
    return http::ok(json_of(*funding));
  });
}

Response get_fundings(const Setting& setting, const Request& request) {
  const auto page = page_by_id(request, {"state"});
  if (!page) return http::problem(page.error());
  const std::string state = filter_of(request, "state");
  if (!state.empty() && state != "waiting") {
    return http::problem(refuse_field("state", "must be waiting, or absent for all").value());
  }
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::fundings_of(tx, request.principal.fund, state == "waiting", page->after,
                                   page->limit + 1);
    const std::string next = next_of(rows, *page);
    return http::ok(json_of(rows, next));
  });
}

Response get_purses(const Setting& setting, const Request& request) {
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    return http::ok(json_of(store::purse_balances(tx, request.principal.fund)));
  });
}

Response get_trial_balance(const Setting& setting, const Request& request) {
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    return http::ok(json_of(store::trial_balance(tx, request.principal.fund)));
  });
}

Response get_entries(const Setting& setting, const Request& request) {
  const auto page = page_by_id(request, {"cause", "account"});
  if (!page) return http::problem(page.error());
  const store::EntryFilter filter{filter_of(request, "cause"), filter_of(request, "account")};
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::entries_of(tx, request.principal.fund, filter, page->after, page->limit + 1);
    const std::string next = next_of(rows, *page);
    return http::ok(json_of(rows, next));
  });
}

Response get_reservations(const Setting& setting, const Request& request) {
  const auto claim = id_from<ClaimId>(request.param("claim"));
  if (!claim) return http::problem(unknown("claim").value());
  const std::string& fund = request.principal.fund;
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    return http::ok(json_of(store::reservations_of_claim(tx, fund, *claim),
                            store::orders_of_claim(tx, fund, *claim)));
  });
}

}  // namespace

// The whole HTTP surface of the ledger, one line per endpoint.
void add_routes(http::Router& router, const Setting& setting) {
  const auto with = [&setting](auto handler) {
    return [&setting, handler](const Request& request) { return handler(setting, request); };
  };
  const auto readers = http::roles({"cashier", "approver", "auditor"});
  router.get("/v1/purses", readers, with(get_purses));
  router.post("/v1/purses/{purse}/fundings", http::roles({"cashier"}), with(post_funding));
  router.get("/v1/fundings", readers, with(get_fundings), http::Query::taken);
  router.post("/v1/fundings/{funding}/confirmation", http::roles({"approver"}),
              with(post_confirmation));
  router.get("/v1/trial-balance", readers, with(get_trial_balance));
  router.get("/v1/entries", readers, with(get_entries), http::Query::taken);
  router.get("/v1/claims/{claim}/reservations", readers, with(get_reservations));
}

}  // namespace haven::ledger
