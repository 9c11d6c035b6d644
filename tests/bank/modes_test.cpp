// What the customer hears of one order in each mode, and that the ledger is the truth in each.
#include <gtest/gtest.h>

#include "tests/bank/customer.hpp"
#include "tests/support/bank/report.hpp"

namespace haven::bank {
namespace {

using iso20022::Direction;

const std::string statement = "camt.053.001.08";
const std::string notification = "camt.054.001.08";
const std::vector<std::string> nothing;

Told told(const std::string& message, const std::string& day) {
  return {message, "HV1", "", Direction::debit, money(10000, "PHP"), false, date_from(day)};
}

std::int64_t debited(Customer& customer) {
  return report_from(customer.folder() / "journal").by_currency["PHP"].payments_minor;
}

std::int64_t returned(Customer& customer) {
  return report_from(customer.folder() / "journal").by_currency["PHP"].returns_minor;
}

TEST(Modes, PlainAcceptsNotifiesAndStates) {
  Customer customer{Mode::plain};
  customer.order("F1", {{"HV1"}});
  EXPECT_TRUE(customer.bank().pass());
  const Mail first = customer.collect();
  EXPECT_EQ(said_of(first, "HV1"), (std::vector<Said>{{"HV1", "ACSP", ""}}));
  EXPECT_EQ(first.told, (std::vector<Told>{told(notification, "2024-05-14")}));
  customer.bank().end_day();
  const Mail second = customer.collect();
  EXPECT_EQ(second.told, (std::vector<Told>{told(statement, "2024-05-14")}));
  EXPECT_EQ(second.said, std::vector<Said>{});
  EXPECT_EQ(debited(customer), 10000);
  EXPECT_EQ(waiting(customer.bank().books()), 0);
}

TEST(Modes, RejectSaysNoAndDebitsNothing) {
  Customer customer{Mode::reject};
  customer.order("F1", {{"HV1", 10000, "11113"}});
  customer.bank().pass();
  customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.said, (std::vector<Said>{{"HV1", "RJCT", std::string{reason_for("11113")}}}));
  EXPECT_TRUE(mail.told.empty());
  EXPECT_EQ(debited(customer), 0);
}

// What is said of a file is believed of every order in it.
TEST(Modes, AReportOfSomeOrdersSaysNothingOfTheFile) {
  Founding founding = founding_with(Mode::plain);
  founding.habits.endings = {{"02", Mode::timeout}, {"04", Mode::contradict_unpaid}};
  Customer customer{founding};
  customer.order("F1", {{"HV1", 10000, "111102"}, {"HV2", 10000, "111104"}});
  customer.bank().pass();
  customer.bank().pass();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.said, (std::vector<Said>{{"HV2", "ACSC", ""},
                                          {"HV2", "RJCT", std::string{reason_for("111104")}}}));
  EXPECT_EQ(mail.said_of_files, nothing);
  for (const std::string& complaint : mail.schema_says) EXPECT_EQ(complaint, "");
  customer.order("F2", {{"HV3"}, {"HV4"}});
  customer.bank().pass();
  EXPECT_EQ(customer.collect().said_of_files, std::vector<std::string>{"ACSP"});
}

TEST(Modes, TimeoutSaysNothingUntilTheReferenceComesAgain) {
  Customer customer{Mode::timeout};
  customer.order("F1", {{"HV1"}});
  customer.bank().end_day();
  customer.bank().end_day();
  EXPECT_EQ(customer.collect().kinds, nothing);
  EXPECT_EQ(debited(customer), 10000);
  customer.order("F2", {{"HV1"}});
  customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.said, (std::vector<Said>{{"HV1", "ACSC", ""}}));
  EXPECT_EQ(told_of(mail, "HV1", statement), (std::vector<Told>{told(statement, "2024-05-16")}));
  EXPECT_EQ(debited(customer), 10000);
}

TEST(Modes, TimeoutAnswersAnEnquiry) {
  Customer customer{Mode::timeout};
  customer.order("F1", {{"HV1"}});
  customer.bank().pass();
  customer.put("ask.csv", "enquiry,HV1\n");
  customer.bank().pass();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.counter, (std::vector<std::string>{R"("enquiry","HV1","debited")"}));
  EXPECT_EQ(mail.said, (std::vector<Said>{{"HV1", "ACSC", ""}}));
  EXPECT_EQ(told_of(mail, "HV1", notification).size(), 1U);
}

TEST(Modes, ContradictSaysNoAndThenThatItPaid) {
  Customer customer{Mode::contradict};
  customer.order("F1", {{"HV1"}});
  customer.bank().pass();
  EXPECT_EQ(customer.collect().said.at(0).status, "RJCT");
  customer.bank().pass();
  EXPECT_EQ(customer.collect().said, (std::vector<Said>{{"HV1", "ACSC", ""}}));
  customer.bank().end_day();
  EXPECT_EQ(customer.collect().told, (std::vector<Told>{told(statement, "2024-05-14")}));
  EXPECT_EQ(debited(customer), 10000);
}

TEST(Modes, ContradictUnpaidSaysThatItPaidAndThenNo) {
  Customer customer{Mode::contradict_unpaid};
  customer.order("F1", {{"HV1"}});
  customer.bank().pass();
  EXPECT_EQ(customer.collect().said, (std::vector<Said>{{"HV1", "ACSC", ""}}));
  customer.bank().pass();
  customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.said.at(0).status, "RJCT");
  EXPECT_TRUE(mail.told.empty());
  EXPECT_EQ(debited(customer), 0);
}

TEST(Modes, LateRejectGivesTheMoneyBackAfterTwoDays) {
  Customer customer{Mode::late_reject};
  customer.order("F1", {{"HV1"}});
  customer.bank().end_day();
  EXPECT_EQ(told_of(customer.collect(), "HV1", statement).size(), 1U);
  customer.bank().end_day();
  EXPECT_EQ(customer.collect().kinds, nothing);
  EXPECT_EQ(waiting(customer.bank().books()), 1);
  customer.bank().end_day();
  const auto back = told_of(customer.collect(), "HV1", statement);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].direction, Direction::credit);
  EXPECT_TRUE(back[0].is_return);
  EXPECT_EQ(back[0].booked, date_from("2024-05-16"));
  EXPECT_EQ(debited(customer), 10000);
  EXPECT_EQ(returned(customer), 10000);
}

TEST(Modes, SilentTellsOnlyOnTheNextDaysStatement) {
  Customer customer{Mode::silent};
  customer.order("F1", {{"HV1"}});
  customer.order("F2", {{"HV1"}});
  customer.bank().end_day();
  EXPECT_EQ(customer.collect().kinds, nothing);
  customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.kinds, (std::vector<std::string>{"camt.053"}));
  EXPECT_EQ(mail.told, (std::vector<Told>{told(statement, "2024-05-15")}));
  EXPECT_EQ(debited(customer), 10000);
}

TEST(Modes, LostIsNeverAnsweredAndNeverDebited) {
  Customer customer{Mode::lost};
  customer.order("F1", {{"HV1"}});
  customer.bank().end_day();
  customer.order("F2", {{"HV1"}});
  customer.put("ask.csv", "enquiry,HV1\n");
  for (int day = 0; day < 5; ++day) customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.kinds, (std::vector<std::string>{"counter"}));
  EXPECT_EQ(mail.counter, (std::vector<std::string>{R"("enquiry","HV1","not_executed")"}));
  EXPECT_EQ(debited(customer), 0);
}

TEST(Modes, ReorderAnswersLastFirstAndTheSecondDaysStatementBeforeTheFirst) {
  Customer customer{Mode::reorder};
  customer.order("F1", {{"HV1"}, {"HV2"}});
  customer.bank().end_day();
  const Mail first = customer.collect();
  EXPECT_EQ(first.kinds, (std::vector<std::string>{"pain.002", "camt.054"}));
  ASSERT_EQ(first.said.size(), 2U);
  EXPECT_EQ(first.said[0].reference, "HV2");
  EXPECT_EQ(first.told.at(0).reference, "HV2");
  customer.put("slip.csv", "credit," + fund_account + ",5.00,PHP,DEP-1\n");
  customer.bank().end_day();
  const Mail second = customer.collect();
  ASSERT_EQ(second.statements.size(), 2U);
  EXPECT_EQ(second.statements[0].electronic_sequence, 2);
  EXPECT_EQ(second.statements[1].electronic_sequence, 1);
  EXPECT_EQ(second.ends[0].opening->amount, second.ends[1].closing->amount);
}

TEST(Modes, DuplicateSendsEveryFileTwiceUnderAnotherName) {
  Customer customer{Mode::duplicate};
  customer.order("F1", {{"HV1"}});
  customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.kinds, (std::vector<std::string>{"pain.002", "pain.002", "camt.054", "camt.054",
                                                  "camt.053", "camt.053"}));
  ASSERT_EQ(mail.statements.size(), 2U);
  EXPECT_EQ(mail.statements[0].id, mail.statements[1].id);
  EXPECT_NE(mail.bytes[4], mail.bytes[5]) << "the message has another number";
  EXPECT_EQ(debited(customer), 10000);
}

TEST(Modes, BatchBookedIsOneEntryWithItsDetails) {
  Customer customer{Mode::batch_booked};
  customer.order("F1", {{"HV1"}, {"HV2", 250}});
  customer.order("F2", {{"HV3"}});
  customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(mail.entry_ends.size(), 4U) << "an entry for each file, notified and stated";
  const auto second = told_of(mail, "HV2", statement);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].batch, "F1");
  EXPECT_EQ(second[0].amount, money(250, "PHP"));
  EXPECT_EQ(mail.entry_ends[2].sum, iso20022::EntryEnd::Sum::agrees);
}

TEST(Modes, BatchBareNamesTheFileAndNoOrder) {
  Customer customer{Mode::batch_bare};
  customer.order("F1", {{"HV1"}, {"HV2", 250}});
  customer.bank().end_day();
  const auto lines = told_of(customer.collect(), "", statement);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].batch, "F1");
  EXPECT_EQ(lines[0].amount, money(10250, "PHP"));
}

TEST(Modes, BatchBareGivesDetailsOfAPartOfAFile) {
  Founding founding = founding_with(Mode::batch_bare);
  founding.habits.endings = {{"13", Mode::reject}};
  Customer customer{founding};
  customer.order("F1", {{"HV1"}, {"HV2", 250, "2113"}});
  customer.bank().end_day();
  const Mail mail = customer.collect();
  EXPECT_EQ(told_of(mail, "HV1", statement).size(), 1U);
  EXPECT_TRUE(told_of(mail, "", statement).empty());
}

}  // namespace
}  // namespace haven::bank
