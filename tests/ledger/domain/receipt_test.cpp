#include "services/ledger/domain/receipt.hpp"

#include <gtest/gtest.h>

#include "services/ledger/domain/chart.hpp"

namespace haven::ledger {
namespace {

const Cause cause{"owwa", "receipt", "event", {}, *date_from("2024-06-20")};
const Money fee = money(25'00, "USD");

std::string sides(const Entry& entry) {
  return entry.kind + " " + entry.postings.at(0).account.code + " / " +
         entry.postings.at(1).account.code;
}

TEST(ReceiptEntries, AreInTransitWithThePartnerUntilTheBankShowsThem) {
  const Account acme = chart::deposits_in_transit("acme", fee.currency());
  EXPECT_EQ(sides(contribution_entry(cause, "owwa", acme, fee)),
            "contribution deposits_in_transit:acme:USD / contributions:owwa:USD");
  EXPECT_EQ(sides(contribution_reversal_entry(cause, "owwa", "acme", fee)),
            "contribution_reversal contributions:owwa:USD / deposits_in_transit:acme:USD");
  EXPECT_EQ(sides(unmatched_entry(cause, "acme", fee)),
            "unmatched deposits_in_transit:acme:USD / unmatched_receipts:USD");
  EXPECT_EQ(sides(unmatched_reversal_entry(cause, "acme", fee)),
            "unmatched_reversal unmatched_receipts:USD / deposits_in_transit:acme:USD");
}

TEST(ReceiptEntries, ARefundGoesToThePurseThatPaysIt) {
  const std::string purse = refunds_purse(fee.currency());
  EXPECT_EQ(purse, "refunds_USD");
  const Entry entry = refund_entry(cause, chart::unmatched_receipts(fee.currency()),
                                   accounts_of(purse, "fund", fee.currency()), fee);
  EXPECT_EQ(sides(entry), "refund unmatched_receipts:USD / refunds_USD:funded");
}

}  // namespace
}  // namespace haven::ledger
