#include "services/contributions/api/receipt_routes.hpp"

#include "services/contributions/app/match_receipt.hpp"
#include "services/contributions/app/reverse_receipt.hpp"
#include "services/contributions/app/take_receipt.hpp"
#include "services/contributions/store/assessments.hpp"
#include "services/contributions/store/receipts.hpp"

namespace haven::contributions {
namespace {

using http::Request;
using http::Response;

Result<ReceiptId> receipt_named(const Request& request) {
  auto id = id_from<ReceiptId>(request.param("receipt"));
  if (!id) return tl::unexpected{no_receipt()};
  return *std::move(id);
}

Response answer(const Receipt& receipt) {
  return http::ok(boost::json::serialize(json_of(receipt)));
}

// A list may be narrowed to one state of its machine.
Result<std::string> state_filter(const Request& request, const std::set<std::string>& states) {
  const std::string state = filter_of(request, "state");
  if (state.empty() || states.contains(state)) return state;
  std::string names;
  for (const auto& name : states) names += (names.empty() ? "" : ", ") + name;
  return refuse_field("state", "one of " + names);
}

}  // namespace

Response get_assessments(const Desk& desk, const Request& request) {
  const auto page = page_by_id(request, {"state", "member_number"});
  if (!page) return http::problem(page.error());
  const auto state = state_filter(request, {"due", "settled", "withdrawn"});
  if (!state) return http::problem(state.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto rows = store::page_of_assessments(tx, request.principal.fund, *state,
                                                 filter_of(request, "member_number"), page->after,
                                                 page->limit + 1);
    return page_answer(rows, page->limit, [](const auto& row) { return row.id.text(); });
  });
}

Response post_assessment(const Desk& desk, const Request& request) {
  const auto renewal = renewal_from(request);
  if (!renewal) return http::problem(renewal.error());
  return desk.command(
      request, [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
        const auto assessment = assess_renewal(tx, occasion, *renewal);
        if (!assessment) return pass(assessment);
        return http::created("/v1/assessments?member_number=" + assessment->member_number,
                             boost::json::serialize(json_of(*assessment)));
      });
}

Response post_receipt(const Desk& desk, const Request& request) {
  const auto payment = payment_from(request);
  if (!payment) return http::problem(payment.error());
  const auto allowed = may_book_for(request.principal, payment->partner);
  if (!allowed) return http::problem(allowed.error());
  return desk.command(request,
                      [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
                        const auto taken = take_receipt(tx, occasion, *payment);
                        if (!taken) return pass(taken);
                        if (!taken->first_time) return answer(taken->receipt);
                        return http::created("/v1/receipts/" + taken->receipt.id.text(),
                                             boost::json::serialize(json_of(taken->receipt)));
                      });
}

Response get_receipts(const Desk& desk, const Request& request) {
  const auto page = page_by_id(request, {"state"});
  if (!page) return http::problem(page.error());
  const auto state = state_filter(request, {"unmatched", "matched", "reversed", "refunded"});
  if (!state) return http::problem(state.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto rows =
        store::page_of_receipts(tx, request.principal.fund, *state, page->after, page->limit + 1);
    return page_answer(rows, page->limit, [](const auto& row) { return row.id.text(); });
  });
}

Response get_receipt(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = receipt_named(request);
    if (!id) return pass(id);
    const auto receipt = store::find_receipt(tx, request.principal.fund, *id);
    if (!receipt) return tl::unexpected{no_receipt()};
    return answer(*receipt);
  });
}

Response post_match(const Desk& desk, const Request& request) {
  const auto id = receipt_named(request);
  if (!id) return http::problem(id.error());
  const auto number = only_text_from(request, "member_number", 20);
  if (!number) return http::problem(number.error());
  return desk.command(request,
                      [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
                        const auto receipt = match_receipt(tx, occasion, {*id, *number});
                        if (!receipt) return pass(receipt);
                        return answer(*receipt);
                      });
}

Response post_reversal(const Desk& desk, const Request& request) {
  const auto id = receipt_named(request);
  if (!id) return http::problem(id.error());
  const auto reason = only_text_from(request, "reason", 200);
  if (!reason) return http::problem(reason.error());
  return desk.command(request,
                      [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
                        const auto receipt = reverse_receipt(tx, occasion, {*id, *reason});
                        if (!receipt) return pass(receipt);
                        return http::created("/v1/receipts/" + id->text(),
                                             boost::json::serialize(json_of(*receipt)));
                      });
}

}  // namespace haven::contributions
