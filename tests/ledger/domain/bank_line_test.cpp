#include "services/ledger/domain/bank_line.hpp"

#include <gtest/gtest.h>

#include "services/ledger/domain/chart.hpp"

namespace haven::ledger {
namespace {

const Currency php = *Currency::from("PHP");
const Cause cause{"owwa", "line", "event", {}, *date_from("2024-06-20")};

BankLine line(bool is_credit) {
  return {"owwa", LineId{"l"}, is_credit, money(100, "PHP"), *date_from("2024-06-20")};
}

std::string sides(const Entry& entry) {
  return entry.kind + " " + entry.postings.at(0).account.code + " / " +
         entry.postings.at(1).account.code;
}

TEST(TakenEntry, IsInTheBankAndInSuspense) {
  EXPECT_EQ(sides(taken_entry(cause, line(true))), "bank_credit bank:PHP / suspense:PHP");
  EXPECT_EQ(sides(taken_entry(cause, line(false))), "bank_debit suspense:PHP / bank:PHP");
}

TEST(AssignmentEntry, EndsSuspenseOnTheSideOfTheLine) {
  const Account interest = chart::interest(php), charges = chart::charges(php);
  EXPECT_EQ(sides(assignment_entry(cause, line(true), interest)),
            "assignment suspense:PHP / interest:PHP");
  EXPECT_EQ(sides(assignment_entry(cause, line(false), charges)),
            "assignment charges:PHP / suspense:PHP");
}

TEST(AccountOf, IsWhatTheLineWasFor) {
  struct Case {
    const char* use;
    const char* party;
    const char* account;
    const char* kind;
  };
  for (const Case& c :
       {Case{"deposit", "acme", "deposits_in_transit:acme:PHP", "asset"},
        Case{"receivable", "oci", "receivables:oci:PHP", "asset"},
        Case{"interest", "", "interest:PHP", "income"},
        Case{"charge", "", "charges:PHP", "expense"}, Case{"funding", "", "fundings:PHP", "equity"},
        Case{"exchange", "", "exchanges_in_transit:PHP", "asset"},
        Case{"other", "treasury", "treasury:PHP", "liability"},
        Case{"other", " Sale of a car! ", "other:sale_of_a_car:PHP", "liability"},
        Case{"other", "!?", "other:unnamed:PHP", "liability"}}) {
    const auto use = line_use_from(c.use);
    ASSERT_TRUE(use) << c.use;
    EXPECT_EQ(name_of(*use), c.use);
    EXPECT_EQ(account_of(*use, c.party, php), (Account{c.account, c.kind})) << c.use;
  }
  EXPECT_FALSE(line_use_from("gift"));
}

}  // namespace
}  // namespace haven::ledger
