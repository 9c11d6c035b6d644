#include "services/contributions/app/reverse_receipt.hpp"

#include "services/contributions/app/match_receipt.hpp"
#include "services/contributions/app/say.hpp"
#include "services/contributions/domain/states.hpp"
#include "services/contributions/store/assessments.hpp"
#include "services/contributions/store/receipts.hpp"
#include "services/contributions/store/refunds.hpp"

namespace haven::contributions {

Result<Receipt> reverse_receipt(db::Transaction& tx, const Occasion& occasion,
                                const ReverseReceipt& command) {
  const auto found = store::find_receipt_for_update(tx, occasion.fund, command.receipt);
  if (!found) return tl::unexpected{no_receipt()};

  if (found->state == ReceiptState::refunded || store::promised_of(tx, *found).minor() > 0) {
    return refuse(ErrorKind::conflict, "refunded_receipt_is_not_reversed",
                  "Money of this receipt is given back by a refund.");
  }
  const Reversal reversal{command.reason, occasion.today};
  const bool may = may_move(found->state, ReceiptState::reversed);
  if (!may || !store::reverse_receipt(tx, *found, reversal, occasion.by, occasion.now)) {
    return refuse(ErrorKind::conflict, "receipt_already_reversed",
                  "This receipt was taken back before.");
  }
  if (found->state == ReceiptState::matched) {
    store::reopen_assessment(tx, found->assessment);
    say(tx, occasion, {contribution_reversed(*found, reversal)});
  } else {
    say(tx, occasion, {unmatched_reversed(*found, reversal)});
  }
  Receipt receipt = *found;
  receipt.state = ReceiptState::reversed;
  receipt.reversal = reversal;
  return receipt;
}

}  // namespace haven::contributions
