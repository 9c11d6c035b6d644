#include "services/ledger/app/book_contribution.hpp"

#include "services/ledger/app/read_money.hpp"
#include "services/ledger/domain/chart.hpp"
#include "services/ledger/domain/receipt.hpp"
#include "services/ledger/store/entries.hpp"

namespace haven::ledger {
namespace {

struct Receipt {
  Cause cause;
  std::string partner;
  Money amount;
};

template <class Message>
Result<Receipt> receipt_from(const messaging::Event& event, const Message& message,
                             const std::string& day) {
  const auto amount = positive_money_from(message.amount());
  const auto caused_on = date_from(day);
  if (message.receipt_id().empty() || message.partner().empty() || !amount || !caused_on) {
    return refuse(ErrorKind::invalid, "receipt_unreadable",
                  "the receipt lacks its id, its partner, its day or a positive amount of a known "
                  "currency");
  }
  return Receipt{{event.fund, message.receipt_id(), event.id.text(), {}, *caused_on},
                 message.partner(),
                 *amount};
}

}  // namespace

Result<void> book_contribution(db::Transaction& tx, const messaging::Event& event,
                               const contributions::v1::ContributionReceived& received,
                               Instant now) {
  const auto receipt = receipt_from(event, received, received.paid());
  if (!receipt) return pass(receipt);
  const Currency& currency = receipt->amount.currency();
  const Account from = received.was_unmatched()
                           ? chart::unmatched_receipts(currency)
                           : chart::deposits_in_transit(receipt->partner, currency);
  return store::insert_entries(
      tx, {contribution_entry(receipt->cause, received.scheme(), from, receipt->amount)}, now);
}

Result<void> book_contribution_reversal(db::Transaction& tx, const messaging::Event& event,
                                        const contributions::v1::ContributionReversed& reversed,
                                        Instant now) {
  const auto receipt = receipt_from(event, reversed, reversed.reversed());
  if (!receipt) return pass(receipt);
  return store::insert_entries(tx,
                               {contribution_reversal_entry(receipt->cause, reversed.scheme(),
                                                            receipt->partner, receipt->amount)},
                               now);
}

Result<void> book_unmatched(db::Transaction& tx, const messaging::Event& event,
                            const contributions::v1::ReceiptUnmatched& unmatched, Instant now) {
  const auto receipt = receipt_from(event, unmatched, unmatched.paid());
  if (!receipt) return pass(receipt);
  return store::insert_entries(
      tx, {unmatched_entry(receipt->cause, receipt->partner, receipt->amount)}, now);
}

Result<void> book_unmatched_reversal(db::Transaction& tx, const messaging::Event& event,
                                     const contributions::v1::UnmatchedReversed& reversed,
                                     Instant now) {
  const auto receipt = receipt_from(event, reversed, reversed.reversed());
  if (!receipt) return pass(receipt);
  return store::insert_entries(
      tx, {unmatched_reversal_entry(receipt->cause, receipt->partner, receipt->amount)}, now);
}

}  // namespace haven::ledger
