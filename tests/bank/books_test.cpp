// The bank's own ledger: one debit for a reference, sums that add up, whatever comes in.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <set>

#include "common/core/csv.hpp"
#include "tests/bank/customer.hpp"
#include "tests/support/bank/counter.hpp"
#include "tests/support/bank/report.hpp"

namespace haven::bank {
namespace {

TEST(Repeats, AreAnsweredAsBefore) {
  Customer customer{Mode::plain};
  customer.order("F1", {{"HV1"}});
  customer.bank().pass();
  customer.collect();
  customer.order("F1", {{"HV1"}});
  customer.order("F2", {{"HV1"}});
  customer.bank().pass();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.said, (std::vector<Said>{{"HV1", "ACSP", ""}, {"HV1", "ACSP", ""}}));
  EXPECT_TRUE(mail.told.empty());
}

TEST(Repeats, AreRejectedAsDuplicatesWhereTheBankIsFoundedSo) {
  Founding founding = founding_with(Mode::plain);
  founding.habits.rejects_repeats = true;
  Customer customer{founding};
  customer.order("F1", {{"HV1"}});
  customer.bank().pass();
  customer.collect();
  customer.order("F2", {{"HV1"}});
  customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.said, (std::vector<Said>{{"HV1", "RJCT", "AM05"}}));
  EXPECT_EQ(told_of(mail, "HV1", "camt.053.001.08").size(), 1U);
}

TEST(Repeats, OfAnotherAmountAreRefused) {
  Customer customer{Mode::plain};
  customer.order("F1", {{"HV1", 10000}});
  customer.bank().pass();
  customer.collect();
  customer.order("F2", {{"HV1", 10001}});
  customer.bank().pass();
  EXPECT_EQ(customer.collect().said, (std::vector<Said>{{"HV1", "RJCT", "DU04"}}));
}

TEST(Endings, DecideTheMode) {
  Founding founding = founding_with(Mode::plain);
  founding.habits.endings = {{"3", Mode::timeout}, {"13", Mode::reject}};
  Customer customer{founding};
  customer.order("F1", {{"HV1", 1, "2113"}, {"HV2", 1, "2123"}, {"HV3", 1, "2100"}});
  customer.bank().pass();
  EXPECT_EQ(customer.bank().books().order("HV1")->mode, Mode::reject);
  EXPECT_EQ(customer.bank().books().order("HV2")->mode, Mode::timeout);
  EXPECT_EQ(customer.bank().books().order("HV3")->mode, Mode::plain);
}

TEST(Weights, AreKeptInTheLongRunAndTheSeedDecides) {
  Habits habits;
  habits.weights = {{Mode::plain, 3}, {Mode::timeout, 1}};
  int timeouts = 0, moved = 0;
  Habits other = habits;
  other.seed = 8;
  for (int i = 0; i < 4000; ++i) {
    const std::string reference = "HV" + std::to_string(i);
    const Mode mode = mode_of(habits, reference, "");
    EXPECT_EQ(mode, mode_of(habits, reference, ""));
    timeouts += mode == Mode::timeout ? 1 : 0;
    moved += mode != mode_of(other, reference, "") ? 1 : 0;
  }
  EXPECT_NEAR(timeouts, 1000, 150);
  EXPECT_GT(moved, 1000);
}

TEST(Counter, TakesDepositsInterestAndCharges) {
  Customer customer{Mode::plain};
  customer.put("a.csv", "credit," + fund_account + ",5.00,PHP,DEP-1,Collecting Partner\n" +
                            "interest," + fund_account + ",1.50,PHP\n" + "charge," + fund_account +
                            ",0.25,PHP,Account keeping\n");
  customer.bank().end_day();
  const Mail mail = customer.collect();
  ASSERT_EQ(mail.ends.size(), 1U);
  EXPECT_EQ(mail.ends[0].booked_credits, money(650, "PHP"));
  EXPECT_EQ(mail.ends[0].booked_debits, money(25, "PHP"));
  EXPECT_EQ(mail.ends[0].closing->amount, money(1000625, "PHP"));
  EXPECT_TRUE(mail.counter.empty());
  for (const std::string& complaint : mail.schema_says) EXPECT_EQ(complaint, "");
}

TEST(Counter, RefusesWhatItDoesNotUnderstand) {
  Customer customer{Mode::plain};
  customer.put("a.csv", "credit,999,5.00,PHP,DEP-1\ncredit," + fund_account +
                            ",5.00,USD,D\ncredit," + fund_account +
                            ",0,PHP,D\nhello\nenquiry,HV9\n\"open\n");
  customer.bank().pass();
  EXPECT_EQ(customer.collect().counter,
            (std::vector<std::string>{R"("refused","1","names no account of the customer")",
                                      R"("refused","2","is in another currency than the account")",
                                      R"("refused","3","wants an amount above nothing")",
                                      R"("refused","4","is no slip of this bank")",
                                      R"("enquiry","HV9","unknown")",
                                      R"("refused","6","is no line of CSV")"}));
}

TEST(Bank, IsFoundedOnce) {
  Customer customer{Mode::plain};
  EXPECT_EQ(customer.bank().found(founding_with(Mode::timeout)).error().code, "bank_exists");
}

TEST(Bank, HasNothingToDoWhenNothingLiesThere) {
  Customer customer{Mode::plain};
  EXPECT_FALSE(customer.bank().pass());
  customer.bank().end_day();
  EXPECT_TRUE(customer.collect().kinds.empty()) << "no statement of a day without entries";
}

// A day of orders (some of them repeats), a deposit and an enquiry.
Mail play_day(Customer& customer, int day) {
  std::set<std::string> chosen;
  const int count = *rc::gen::inRange(1, 12);
  for (int i = 0; i < count; ++i) chosen.insert("HV" + std::to_string(*rc::gen::inRange(10, 40)));
  std::vector<Wish> wishes;
  for (const std::string& each : chosen) wishes.push_back({each, 100 + each.back()});
  const std::string number = std::to_string(day);
  customer.order("F" + number, wishes);
  customer.put("s" + number + ".csv", "credit," + fund_account + ",7.00,PHP,DEP\nenquiry,HV" +
                                          std::to_string(*rc::gen::inRange(10, 40)) + "\n");
  customer.bank().end_day();
  return customer.collect();
}

// Asks about everything, until the bank has nothing more to say.
std::vector<Mail> ask_until_quiet(Customer& customer) {
  std::vector<Mail> mails;
  for (int i = 0; i < 6 || waiting(customer.bank().books()) > 0; ++i) {
    std::string enquiries;
    for (const auto& [reference, order] : customer.bank().books().orders()) {
      if (!order.is_debited || order.mode == Mode::timeout) {
        enquiries += "enquiry," + reference + '\n';
      }
    }
    customer.put("e" + std::to_string(i) + ".csv", enquiries);
    customer.bank().end_day();
    mails.push_back(customer.collect());
  }
  return mails;
}

// Numbers without a gap, each opening where the one before closed. Returns the last balance.
Money balance_of_chain(const std::vector<Mail>& mails) {
  std::map<std::int64_t, iso20022::StatementEnd> in_order;
  for (const Mail& mail : mails) {
    for (const std::string& complaint : mail.schema_says) RC_ASSERT(complaint.empty());
    for (std::size_t i = 0; i < mail.statements.size(); ++i) {
      in_order[*mail.statements[i].electronic_sequence] = mail.ends[i];
    }
  }
  Money closing = money(1000000, "PHP");
  std::int64_t sequence = 0;
  for (const auto& [number, end] : in_order) {
    RC_ASSERT(number == ++sequence);
    RC_ASSERT(end.is_proved);
    RC_ASSERT(end.opening->amount == closing);
    closing = end.closing->amount;
  }
  return closing;
}

// What report.csv gives as the balance of the account.
std::int64_t reported_balance(const Customer& customer) {
  std::ifstream report{customer.folder() / "report.csv"};
  for (std::string line; std::getline(report, line);) {
    const auto fields = csv_fields(line);
    if (fields->at(0) == "account" && fields->at(1) == fund_account) {
      return std::stoll(fields->at(3));
    }
  }
  return -1;
}

TEST(Report, GivesTheBalanceWhetherTheCustomerKnowsItOrNot) {
  Customer customer{Mode::timeout};
  EXPECT_EQ(reported_balance(customer), 1'000'000);
  customer.order("F1", {{"HVA1"}});
  customer.bank().pass();
  customer.bank().end_day();
  EXPECT_EQ(reported_balance(customer), 990'000);  // debited, and on no statement
  hand_in(customer.folder(), {"interest", fund_account, "1.00", "PHP", "INT-1"}, Instant{});
  customer.bank().pass();
  EXPECT_EQ(reported_balance(customer), 990'100);
  customer.bank().end_day();
  EXPECT_EQ(reported_balance(customer), 990'100);
}

// In all modes: the statements chain, they tell in the end what the ledger holds, and no reference
// is debited twice.
RC_GTEST_PROP(Books, AddUpAndTheStatementsTellThem, ()) {
  Founding founding = founding_with(Mode::plain);
  for (const Mode mode : all_modes()) founding.habits.weights[mode] = 1;
  founding.habits.seed = *rc::gen::arbitrary<std::uint64_t>();
  founding.habits.rejects_repeats = *rc::gen::arbitrary<bool>();
  Customer customer{founding};
  const int days = *rc::gen::inRange(1, 6);
  std::vector<Mail> mails;
  for (int day = 1; day <= days; ++day) mails.push_back(play_day(customer, day));
  for (Mail& mail : ask_until_quiet(customer)) mails.push_back(std::move(mail));
  const LedgerReport ledger = report_from(customer.folder() / "journal");
  RC_ASSERT(ledger.debited_twice.empty());
  RC_ASSERT(ledger.by_currency.at("PHP").balance_minor == balance_of_chain(mails).minor());
  RC_ASSERT(reported_balance(customer) == balance_of_chain(mails).minor());
}

}  // namespace
}  // namespace haven::bank
