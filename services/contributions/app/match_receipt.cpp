#include "services/contributions/app/match_receipt.hpp"

#include "services/contributions/app/book_payments.hpp"
#include "services/contributions/app/prices.hpp"
#include "services/contributions/app/say.hpp"
#include "services/contributions/app/take_receipt.hpp"
#include "services/contributions/store/facts.hpp"
#include "services/contributions/store/members.hpp"
#include "services/contributions/store/receipts.hpp"
#include "services/contributions/store/refunds.hpp"

namespace haven::contributions {
namespace {

Result<Receipt> match(db::Transaction& tx, const Occasion& occasion, Receipt receipt,
                      const MemberId& member) {
  if (store::promised_of(tx, receipt).minor() > 0) {
    return refuse(ErrorKind::conflict, "refunded_receipt_is_not_matched",
                  "Somebody asked to give this receipt back; it is nobody's contribution.");
  }
  Facts facts;
  store::add_due(tx, occasion.fund, {member}, facts);
  facts.today = occasion.today;
  facts.prices = prices_of(occasion, {receipt.payment});

  const Verdict verdict = judge_for(receipt.payment, member, facts);
  const auto* matched = std::get_if<Matched>(&verdict);
  if (!matched) return tl::unexpected{refusal_of(std::get<Refused>(verdict))};
  receipt.state = ReceiptState::matched;
  receipt.member = member;
  receipt.assessment = settle(tx, occasion, receipt.payment, *matched);

  if (!store::match_receipt(tx, receipt)) {
    return refuse(ErrorKind::conflict, "receipt_not_unmatched", "The receipt was just changed.");
  }
  say(tx, occasion, {contribution_received(receipt, true)});
  return receipt;
}

}  // namespace

Error no_receipt() {
  return {ErrorKind::not_found, "receipt_not_found", "This fund has no such receipt.", {}};
}

Result<Receipt> match_receipt(db::Transaction& tx, const Occasion& occasion,
                              const MatchReceipt& command) {
  const auto receipt = store::find_receipt_for_update(tx, occasion.fund, command.receipt);
  if (!receipt) return tl::unexpected{no_receipt()};
  if (receipt->state != ReceiptState::unmatched) {
    return refuse(ErrorKind::conflict, "receipt_not_unmatched",
                  "Only an unmatched receipt can be given a member; read it again.");
  }
  const auto member = store::find_member(tx, occasion.fund, command.member_number);
  if (!member) return refuse_field("/member_number", "the number of a member of this fund");
  return match(tx, occasion, *receipt, *member);
}

void match_waiting(db::Transaction& tx, const Occasion& occasion, const std::string& number,
                   const MemberId& member) {
  for (const Receipt& receipt : store::unmatched_receipts(tx, occasion.fund, number)) {
    // One that does not fit writes nothing and waits on.
    static_cast<void>(match(tx, occasion, receipt, member));
  }
}

}  // namespace haven::contributions
