#include "services/contributions/domain/refund.hpp"

namespace haven::contributions {

std::string masked(const std::string& account_number) {
  constexpr std::size_t shown = 4;
  if (account_number.size() <= shown) return "****";
  return "****" + account_number.substr(account_number.size() - shown);
}

Result<void> may_refund(const Receipt& receipt, const Money& promised, const Money& amount) {
  const Money& whole = receipt.payment.amount;
  if (receipt.state == ReceiptState::reversed) {
    return refuse(ErrorKind::conflict, "reversed_receipt_is_not_refunded",
                  "The receipt was reversed: its money never came, or went back that way.");
  }
  if (amount.currency() != whole.currency()) {
    return refuse_field("/amount/currency", whole.currency().code());
  }
  const Money left = whole - promised;
  if (amount.minor() <= 0 || left.less_than(amount)) {
    return refuse(ErrorKind::conflict, "receipt_is_never_refunded_beyond_its_amount",
                  "Of this receipt " + decimal_text(left) + " " + left.currency().code() +
                      " can still be given back.");
  }
  if (receipt.state == ReceiptState::unmatched && amount != whole) {
    return refuse_field("/amount", "the whole amount, because nobody owes a part of it");
  }
  return {};
}

Result<void> may_decide(const Refund& refund, const std::string& by) {
  if (refund.state != RefundState::asked) {
    return refuse(ErrorKind::conflict, "refund_already_decided",
                  "This refund was approved or refused before; read it again.");
  }
  if (refund.asked_by == by) {
    return refuse(ErrorKind::forbidden, "refund_decided_by_another_person",
                  "Whoever asked for a refund does not decide on it.");
  }
  return {};
}

}  // namespace haven::contributions
