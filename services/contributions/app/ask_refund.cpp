#include "services/contributions/app/ask_refund.hpp"

#include "services/contributions/app/match_receipt.hpp"
#include "services/contributions/store/receipts.hpp"
#include "services/contributions/store/refunds.hpp"

namespace haven::contributions {

Result<Refund> ask_refund(db::Transaction& tx, const Occasion& occasion, const AskRefund& command) {
  const auto receipt = store::find_receipt_for_update(tx, occasion.fund, command.receipt);
  if (!receipt) return tl::unexpected{no_receipt()};
  const Money promised = store::promised_of(tx, *receipt);

  const Money amount = command.amount.value_or(receipt->payment.amount - promised);
  if (auto may = may_refund(*receipt, promised, amount); !may) return pass(may);
  Refund refund;
  refund.id = new_id<RefundId>(occasion.now);
  refund.receipt = receipt->id;
  refund.amount = amount;
  refund.reason = command.reason;
  refund.payer_name = command.payer_name;
  refund.account = command.account;
  refund.asked_by = occasion.by;
  refund.asked = occasion.today;

  store::insert_refund(tx, occasion.fund, refund, occasion.now);
  return refund;
}

}  // namespace haven::contributions
