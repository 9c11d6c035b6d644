#include "services/contributions/app/say.hpp"

#include "common/scheme/wire.hpp"
#include "haven/contributions/v1/events.pb.h"

namespace haven::contributions {

messaging::Saying contribution_received(const Receipt& receipt, bool was_unmatched) {
  const Payment& payment = receipt.payment;
  v1::ContributionReceived event;
  event.set_receipt_id(receipt.id.text());
  event.set_member_id(receipt.member.text());
  event.set_scheme(payment.scheme);
  event.set_kind(payment.kind);
  event.set_channel(payment.channel);
  *event.mutable_amount() = scheme::wire_of(payment.amount);
  event.set_paid(text_of(payment.paid));
  event.set_assessment_id(receipt.assessment.text());
  event.set_partner(payment.partner);
  event.set_was_unmatched(was_unmatched);
  return messaging::saying_of(receipt.member.text(), event);
}

messaging::Saying contribution_reversed(const Receipt& receipt, const Reversal& reversal) {
  v1::ContributionReversed event;
  event.set_receipt_id(receipt.id.text());
  event.set_member_id(receipt.member.text());
  event.set_scheme(receipt.payment.scheme);
  *event.mutable_amount() = scheme::wire_of(receipt.payment.amount);
  event.set_reversed(text_of(reversal.reversed));
  event.set_reason(reversal.reason);
  event.set_partner(receipt.payment.partner);
  return messaging::saying_of(receipt.member.text(), event);
}

messaging::Saying receipt_unmatched(const Receipt& receipt) {
  v1::ReceiptUnmatched event;
  event.set_receipt_id(receipt.id.text());
  event.set_partner(receipt.payment.partner);
  *event.mutable_amount() = scheme::wire_of(receipt.payment.amount);
  event.set_paid(text_of(receipt.payment.paid));
  return messaging::saying_of(receipt.id.text(), event);
}

messaging::Saying unmatched_reversed(const Receipt& receipt, const Reversal& reversal) {
  v1::UnmatchedReversed event;
  event.set_receipt_id(receipt.id.text());
  event.set_partner(receipt.payment.partner);
  *event.mutable_amount() = scheme::wire_of(receipt.payment.amount);
  event.set_reversed(text_of(reversal.reversed));
  return messaging::saying_of(receipt.id.text(), event);
}

void say(db::Transaction& tx, const Occasion& occasion,
         const std::vector<messaging::Saying>& sayings) {
  messaging::append_all(tx, {"contributions", occasion.fund, occasion.cause}, sayings,
                        occasion.now);
}

}  // namespace haven::contributions
