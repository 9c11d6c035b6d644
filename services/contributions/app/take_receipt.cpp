#include "services/contributions/app/take_receipt.hpp"

#include "common/core/ensure.hpp"
#include "services/contributions/app/book_payments.hpp"
#include "services/contributions/store/receipts.hpp"

namespace haven::contributions {

Error refusal_of(const Refused& refused) {
  // Where a request has money, its field is an object.
  std::string pointer = "/" + refused.field;
  if (refused.field == "currency") pointer = "/amount/currency";
  if (refused.field == "amount") pointer = "/amount/amount";
  std::string detail = pointer + ": expected " + refused.reason;
  return {refused.kind, refused.code, std::move(detail), {{std::move(pointer), refused.reason}}};
}

Result<TakenReceipt> take_receipt(db::Transaction& tx, const Occasion& occasion,
                                  const Payment& payment) {
  const auto problems = problems_of(payment, occasion.today);
  if (!problems.empty()) {
    return tl::unexpected{refusal_of(Refused{ErrorKind::invalid, "invalid_field",
                                             problems.front().pointer, problems.front().detail})};
  }
  const Booking booking = book_payments(tx, occasion, {payment}).front();
  if (booking.receipt) return TakenReceipt{*booking.receipt, true};
  if (const auto* refused = std::get_if<Refused>(&booking.verdict)) {
    return tl::unexpected{refusal_of(*refused)};
  }
  const auto& before = std::get<AlreadyBooked>(booking.verdict);
  auto receipt = store::find_receipt(tx, occasion.fund, before.receipt);
  ensure(receipt.has_value(), "a receipt that was booked is stored");
  return TakenReceipt{*std::move(receipt), false};
}

}  // namespace haven::contributions
