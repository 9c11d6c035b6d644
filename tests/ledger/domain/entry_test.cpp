#include "services/ledger/domain/entry.hpp"

#include <gtest/gtest.h>

namespace haven::ledger {
namespace {

const Cause cause{"owwa", "cause", "event", {}, Date{}};
const PurseAccounts welfare = accounts_of("owwa_welfare", "fund", *Currency::from("PHP"));
const Money hundred = money(100'00, "PHP");

std::string debit_of(const Entry& entry) {
  return entry.postings.at(0).account.code;
}
std::string credit_of(const Entry& entry) {
  return entry.postings.at(1).account.code;
}

TEST(PurseAccounts, AFundsOwnPurseIsEquityGrantedAsExpense) {
  EXPECT_EQ(welfare.funded, (Account{"owwa_welfare:funded", "equity"}));
  EXPECT_EQ(welfare.granted, (Account{"owwa_welfare:granted", "expense"}));
}

TEST(PurseAccounts, AnInsurersDepositIsOwedUntilItIsApplied) {
  const auto deposit = accounts_of("oci_float", "insurer", *Currency::from("USD"));
  EXPECT_EQ(deposit.funded.kind, "liability");
  EXPECT_EQ(deposit.granted.kind, "liability");
  EXPECT_EQ(deposit.bank, (Account{"bank:USD", "asset"}));
  EXPECT_EQ(deposit.fundings, (Account{"fundings:USD", "equity"}));
}

struct Way {
  Entry (*make)(const Cause&, const PurseAccounts&, const Money&);
  std::string kind, debit, credit;
};

TEST(PurseEntries, MoveTheWholeAmountFromOneSideToTheOther) {
  const std::vector<Way> ways{
      {funding_entry, "funding", "fundings:PHP", "owwa_welfare:funded"},
      {award_entry, "award", "owwa_welfare:granted", "owwa_welfare:reserved"},
      {void_entry, "void", "owwa_welfare:reserved", "owwa_welfare:granted"},
      {reinstatement_entry, "reinstatement", "owwa_welfare:granted", "owwa_welfare:reserved"},
      {release_entry, "release", "owwa_welfare:reserved", "owwa_welfare:in_transit"},
      {settlement_entry, "settlement", "owwa_welfare:in_transit", "bank:PHP"},
      {late_return_entry, "late_return", "bank:PHP", "owwa_welfare:reserved"},
      {return_entry, "return", "owwa_welfare:in_transit", "owwa_welfare:reserved"},
  };
  for (const Way& way : ways) {
    const Entry entry = way.make(cause, welfare, hundred);
    EXPECT_EQ(entry.kind, way.kind);
    EXPECT_EQ(debit_of(entry), way.debit) << way.kind;
    EXPECT_EQ(credit_of(entry), way.credit) << way.kind;
    EXPECT_EQ(entry.postings[0].amount, hundred) << way.kind;
    EXPECT_TRUE(balances(entry)) << way.kind;
  }
}

TEST(EntryOf, LeavesTransfersOfNothingOut) {
  const Account a{"a", "asset"}, b{"b", "asset"};
  const Entry entry = entry_of(cause, "other", {{a, b, money(0, "PHP")}, {b, a, hundred}});
  EXPECT_EQ(entry.postings, (std::vector<Posting>{{b, hundred}, {a, hundred.times(-1)}}));
}

TEST(Balances, InEveryCurrencyApart) {
  Entry entry = award_entry(cause, welfare, hundred);
  entry.postings[1].amount = money(-100'00, "USD");
  EXPECT_FALSE(balances(entry));
}

}  // namespace
}  // namespace haven::ledger
