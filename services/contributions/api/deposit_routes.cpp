#include "services/contributions/api/deposit_routes.hpp"

#include "services/contributions/api/deposit_json.hpp"
#include "services/contributions/api/filters.hpp"
#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/bank_lines.hpp"

namespace haven::contributions {
namespace {

using http::Request;
using http::Response;

bool sees_all(const Request& request) {
  return request.principal.has("collector") || request.principal.has("auditor");
}

// A partner sees its own deposits; another's is one that does not exist.
Result<DepositView> deposit_named(db::Transaction& tx, const Request& request) {
  const auto id = id_from<DepositId>(request.param("deposit"));
  if (!id) return tl::unexpected{no_deposit()};
  auto view = store::find_deposit(tx, request.principal.fund, *id);
  const bool hidden =
      view && !sees_all(request) && view->deposit.partner != request.principal.subject;
  if (!view || hidden) return tl::unexpected{no_deposit()};
  return *std::move(view);
}

// One deposit with the lines that were taken for it.
Response answer(db::Transaction& tx, const DepositView& view) {
  auto out = json_of(view);
  auto& lines = out["lines"].emplace_array();
  for (const BankLine& line : store::lines_of(tx, view.deposit.id)) lines.push_back(json_of(line));
  return http::ok(boost::json::serialize(out));
}

}  // namespace

Response post_deposit(const Desk& desk, const Request& request) {
  const auto command = deposit_from(request);
  if (!command) return http::problem(command.error());
  const auto allowed = may_book_for(request.principal, command->partner);
  if (!allowed) return http::problem(allowed.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto view = announce_deposit(tx, now, *command);
    if (!view) return pass(view);
    return http::created("/v1/deposits/" + view->deposit.id.text(),
                         boost::json::serialize(json_of(*view)));
  });
}

Response get_deposits(const Desk& desk, const Request& request) {
  const auto page = page_by_id(request, {"state", "partner"});
  if (!page) return http::problem(page.error());
  const auto state = state_in(request, names_of(DepositState{}));
  if (!state) return http::problem(state.error());
  const auto named = name_in(request, "partner");
  if (!named) return http::problem(named.error());
  const std::string& partner = sees_all(request) ? *named : request.principal.subject;
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    return page_answer(store::page_of_deposits(tx, request.principal.fund, {*state, partner},
                                               page->after, page->limit + 1),
                       page->limit, [](const auto& row) { return row.deposit.id.text(); });
  });
}

Response get_deposit(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto view = deposit_named(tx, request);
    if (!view) return pass(view);
    return answer(tx, *view);
  });
}

Response post_deposit_receipts(const Desk& desk, const Request& request) {
  const auto covered = covered_from(request);
  if (!covered) return http::problem(covered.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto known = deposit_named(tx, request);
    if (!known) return pass(known);
    const auto view = cover_deposit(tx, now, known->deposit.id, *covered);
    if (!view) return pass(view);
    return answer(tx, *view);
  });
}

Response post_deposit_match(const Desk& desk, const Request& request) {
  const auto id = id_from<DepositId>(request.param("deposit"));
  if (!id) return http::problem(no_deposit());
  const auto command = match_from(request, *id);
  if (!command) return http::problem(command.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto known = deposit_named(tx, request);
    if (!known) return pass(known);
    if (auto done = match_deposit(tx, now, *command); !done) return pass(done);
    return answer(tx, *store::find_deposit(tx, now.fund, *id));
  });
}

Response post_deposit_cancellation(const Desk& desk, const Request& request) {
  const auto reason = only_text_from(request, "reason", 200);
  if (!reason) return http::problem(reason.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto known = deposit_named(tx, request);
    if (!known) return pass(known);
    const auto view = cancel_deposit(tx, now, known->deposit.id, *reason);
    if (!view) return pass(view);
    return answer(tx, *view);
  });
}

Response get_unmatched_lines(const Desk& desk, const Request& request) {
  const auto page = page_by_id(request, {});
  if (!page) return http::problem(page.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto rows =
        store::page_of_unmatched_lines(tx, request.principal.fund, page->after, page->limit + 1);
    return page_answer(rows, page->limit, [](const auto& row) { return row.id.text(); });
  });
}

Response get_ageing(const Desk& desk, const Request& request) {
  const Occasion now = desk.occasion(request);
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto rows = store::ages_of(tx, now.fund, now.today);
    boost::json::object out{{"at", text_of(now.today)}, {"partners", boost::json::array{}}};
    for (const auto& row : rows) out["partners"].as_array().push_back(json_of(row));
    out["totals"] = totals_json_of(rows);
    return http::ok(boost::json::serialize(out));
  });
}

}  // namespace haven::contributions
