#include "services/contributions/app/say_money.hpp"

#include "common/scheme/wire.hpp"
#include "haven/contributions/v1/events.pb.h"

namespace haven::contributions {

messaging::Saying deposit_matched(const BankLine& line, const std::string& partner) {
  v1::DepositMatched event;
  event.set_line_id(line.id.text());
  event.set_deposit_id(line.deposit.text());
  event.set_partner(partner);
  *event.mutable_amount() = scheme::wire_of(line.amount);
  event.set_reason(line.reason);
  return messaging::saying_of(line.id.text(), event);
}

messaging::Saying refund_approved(const Refund& refund, const Receipt& receipt) {
  v1::RefundApproved event;
  event.set_refund_id(refund.id.text());
  event.set_receipt_id(receipt.id.text());
  event.set_reference(receipt.payment.reference);
  event.set_member_id(receipt.member.text());
  event.set_scheme(receipt.payment.scheme);
  *event.mutable_amount() = scheme::wire_of(refund.amount);
  event.set_payer_name(refund.payer_name);
  event.set_owner_name(refund.account.owner_name);
  event.set_bank(refund.account.bank);
  event.set_account(refund.account.number);
  event.set_asked_by(refund.asked_by);
  event.set_approved_by(refund.decided_by.value_or(""));
  event.set_approved_on(refund.decided ? text_of(*refund.decided) : "");
  event.set_ends_cover(refund.ends_cover);
  // In the order of what was said of the receipt before.
  const auto& subject = receipt.member.empty() ? receipt.id.text() : receipt.member.text();
  return messaging::saying_of(subject, event);
}

}  // namespace haven::contributions
