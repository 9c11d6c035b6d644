#include "services/ledger/domain/hledger.hpp"

#include <gtest/gtest.h>

#include "services/ledger/domain/chart.hpp"
#include "services/ledger/domain/receipt.hpp"

namespace haven::ledger {
namespace {

TEST(Hledger, WritesAnEntryAsATransaction) {
  const Cause cause{"owwa", "HV1, 2", "event 7", ClaimId{"c-1"}, *date_from("2024-05-14")};
  const auto accounts = accounts_of("welfare", "fund", *Currency::from("PHP"));
  const Entry entry = award_entry(cause, accounts, money(123456, "PHP"));
  EXPECT_EQ(hledger_transaction("e-1", *date_from("2024-05-14"), entry),
            "2024-05-14 * (e-1) award  ; cause:HV1%2c 2, led_by:event 7, claim:c-1\n"
            "    expenses:welfare:granted  1234.56 PHP\n"
            "    liabilities:welfare:reserved  -1234.56 PHP\n\n");
}

TEST(Hledger, NamesTheDayOfTheCauseWhenItWasBookedLater) {
  const Cause cause{"owwa", "HV1", "x", {}, *date_from("2024-05-14")};
  const Entry entry = contribution_entry(
      cause, "owwa", chart::deposits_in_transit("acme", *Currency::from("USD")), money(5, "USD"));
  EXPECT_EQ(hledger_transaction("e", *date_from("2024-06-01"), entry),
            "2024-06-01 * (e) contribution  ; cause:HV1, led_by:x, caused_on:2024-05-14\n"
            "    assets:deposits_in_transit:acme:USD  0.05 USD\n"
            "    income:contributions:owwa:USD  -0.05 USD\n\n");
}

TEST(Hledger, KeepsWhatWouldEndAnAccountOrATagOut) {
  EXPECT_EQ(hledger_account({"a  b;c:d", "equity"}), "equity:a%20%20b%3bc:d");
}

}  // namespace
}  // namespace haven::ledger
