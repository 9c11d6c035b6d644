#include "services/contributions/api/refund_routes.hpp"

#include "common/http/json.hpp"
#include "services/contributions/api/filters.hpp"
#include "services/contributions/api/refund_json.hpp"
#include "services/contributions/app/decide_refund.hpp"
#include "services/contributions/app/match_receipt.hpp"
#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/refunds.hpp"

namespace haven::contributions {

namespace json = boost::json;
using http::JsonReader;
using http::Request;
using http::Response;

namespace {

Result<RefundId> refund_named(const Request& request) {
  auto id = id_from<RefundId>(request.param("refund"));
  if (!id) return tl::unexpected{no_refund()};
  return *std::move(id);
}

Response answer(const Refund& refund) {
  return http::ok(json::serialize(json_of(refund)));
}

}  // namespace

Response post_refund(const Desk& desk, const Request& request) {
  const auto receipt = id_from<ReceiptId>(request.param("receipt"));
  if (!receipt) return http::problem(no_receipt());
  const auto command = refund_from(request, *receipt);
  if (!command) return http::problem(command.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto refund = ask_refund(tx, now, *command);
    if (!refund) return pass(refund);
    return http::created("/v1/refunds/" + refund->id.text(), json::serialize(json_of(*refund)));
  });
}

Response get_refunds(const Desk& desk, const Request& request) {
  const auto page = page_by_id(request, {"state"});
  if (!page) return http::problem(page.error());
  const auto state = state_in(request, names_of(RefundState{}));
  if (!state) return http::problem(state.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto rows =
        store::page_of_refunds(tx, request.principal.fund, *state, page->after, page->limit + 1);
    return page_answer(rows, page->limit, [](const auto& row) { return row.id.text(); });
  });
}

Response get_refund(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = refund_named(request);
    if (!id) return pass(id);
    const auto refund = store::find_refund(tx, request.principal.fund, *id);
    if (!refund) return tl::unexpected{no_refund()};
    return answer(*refund);
  });
}

Response post_refund_approval(const Desk& desk, const Request& request) {
  const auto id = refund_named(request);
  if (!id) return http::problem(id.error());
  auto body = JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  if (auto complete = body->finish(); !complete) return http::problem(complete.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto refund = approve_refund(tx, now, *id);
    if (!refund) return pass(refund);
    return answer(*refund);
  });
}

Response post_refund_refusal(const Desk& desk, const Request& request) {
  const auto id = refund_named(request);
  if (!id) return http::problem(id.error());
  const auto reason = only_text_from(request, "reason", 200);
  if (!reason) return http::problem(reason.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto refund = refuse_refund(tx, now, *id, *reason);
    if (!refund) return pass(refund);
    return answer(*refund);
  });
}

}  // namespace haven::contributions
