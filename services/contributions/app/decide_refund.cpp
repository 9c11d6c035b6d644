#include "services/contributions/app/decide_refund.hpp"

#include "common/core/ensure.hpp"
#include "services/contributions/app/say.hpp"
#include "services/contributions/app/say_money.hpp"
#include "services/contributions/store/assessments.hpp"
#include "services/contributions/store/receipts.hpp"
#include "services/contributions/store/refunds.hpp"

namespace haven::contributions {
namespace {

struct Undecided {
  Refund refund;
  Receipt receipt;
};

// The receipt is held first, as by whoever asks for a refund or reverses.
Result<Undecided> undecided(db::Transaction& tx, const Occasion& occasion, const RefundId& id) {
  const auto seen = store::find_refund(tx, occasion.fund, id);
  if (!seen) return tl::unexpected{no_refund()};
  const auto receipt = store::find_receipt_for_update(tx, occasion.fund, seen->receipt);
  const auto refund = store::find_refund_for_update(tx, occasion.fund, id);
  ensure(receipt && refund, "a refund and its receipt are never deleted");
  if (auto may = may_decide(*refund, occasion.by); !may) return pass(may);
  return Undecided{*refund, *receipt};
}

Refund decided(Refund refund, const Occasion& occasion, RefundState state) {
  refund.state = state;
  refund.decided_by = occasion.by;
  refund.decided = occasion.today;
  return refund;
}

void give_back_whole(db::Transaction& tx, const Receipt& receipt) {
  store::refund_receipt(tx, receipt.id);
  if (receipt.assessment.empty()) return;
  if (receipt.payment.kind == "new") {
    store::reopen_assessment(tx, receipt.assessment);
  } else {
    store::withdraw_assessment(tx, receipt.assessment);
  }
}

}  // namespace

Error no_refund() {
  return {ErrorKind::not_found, "refund_not_found", "This fund has no such refund.", {}};
}

Result<Refund> approve_refund(db::Transaction& tx, const Occasion& occasion, const RefundId& id) {
  const auto found = undecided(tx, occasion, id);
  if (!found) return pass(found);
  const Receipt& receipt = found->receipt;

  Refund refund = decided(found->refund, occasion, RefundState::approved);
  const Money approved = store::approved_of(tx, receipt) + refund.amount;
  const bool whole = approved == receipt.payment.amount;
  refund.ends_cover = whole && !receipt.member.empty();

  store::save_decision(tx, refund, occasion.now);
  if (whole) give_back_whole(tx, receipt);
  say(tx, occasion, {refund_approved(refund, receipt)});
  return refund;
}

Result<Refund> refuse_refund(db::Transaction& tx, const Occasion& occasion, const RefundId& id,
                             const std::string& reason) {
  const auto found = undecided(tx, occasion, id);
  if (!found) return pass(found);
  Refund refund = decided(found->refund, occasion, RefundState::refused);
  refund.refused_because = reason;
  store::save_decision(tx, refund, occasion.now);
  return refund;
}

}  // namespace haven::contributions
