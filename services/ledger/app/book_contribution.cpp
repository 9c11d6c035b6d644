#include "services/ledger/app/book_contribution.hpp"

#include "services/ledger/store/entries.hpp"

namespace haven::ledger {
namespace {

struct Receipt {
  Cause cause;
  Money amount;
};

Result<Receipt> receipt_from(const messaging::Event& event, const std::string& receipt_id,
                             const common::v1::Money& money, const std::string& day) {
  const auto currency = Currency::from(money.currency());
  const auto caused_on = date_from(day);
  if (receipt_id.empty() || !currency || money.minor() <= 0 || !caused_on) {
    return refuse(ErrorKind::invalid, "receipt_unreadable",
                  "the receipt lacks its id, its day or a positive amount of a known currency");
  }
  return Receipt{{event.fund, receipt_id, event.id.text(), {}, *caused_on},
                 {money.minor(), *currency}};
}

}  // namespace

Result<void> book_contribution(db::Transaction& tx, const messaging::Event& event,
                               const contributions::v1::ContributionReceived& received,
                               Instant now) {
  const auto receipt =
      receipt_from(event, received.receipt_id(), received.amount(), received.paid());
  if (!receipt) return pass(receipt);
  return store::insert_entries(
      tx, {contribution_entry(receipt->cause, received.scheme(), receipt->amount)}, now);
}

Result<void> book_contribution_reversal(db::Transaction& tx, const messaging::Event& event,
                                        const contributions::v1::ContributionReversed& reversed,
                                        Instant now) {
  const auto receipt =
      receipt_from(event, reversed.receipt_id(), reversed.amount(), reversed.reversed());
  if (!receipt) return pass(receipt);
  return store::insert_entries(
      tx, {contribution_reversal_entry(receipt->cause, reversed.scheme(), receipt->amount)}, now);
}

}  // namespace haven::ledger
