#include <gtest/gtest.h>

#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct TakeStatusReport : testing::Test {
  Desk desk;
  std::string message_id;

  void SetUp() override {
    desk.payable("a", 100);
    desk.payable("b", 250);
    const auto batch = desk.batch(2, 350);
    ASSERT_TRUE(desk.approve(batch->id));
    ASSERT_TRUE(desk.release(batch->id));
    message_id = message_id_of(batch->id);
  }
  static Word about(const std::string& name, const std::string& status,
                    const std::string& code = "") {
    return {Desk::reference_of(name), status, code};
  }
};

TEST_F(TakeStatusReport, ReturnsWhatIsRejectedAndNotesTheRest) {
  ASSERT_TRUE(desk.report("R-1", message_id, {about("a", "RJCT", "AC01"), about("b", "ACSP")}));
  EXPECT_EQ(desk.state_of("a"), "returned");
  EXPECT_EQ(desk.attempts("a")[0].return_code, "AC01");
  EXPECT_EQ(desk.attempts("a")[0].returned_on, desk.today);
  EXPECT_EQ(desk.state_of("b"), "released");
  EXPECT_EQ(desk.attempts("b")[0].bank_status, "ACSP");
  EXPECT_TRUE(desk.attempts("b")[0].bank_status_at);
  EXPECT_EQ(desk.said("PaymentReturned"), "1");
  EXPECT_EQ(desk.results(), "returned noted");
}

TEST_F(TakeStatusReport, SettlesNothing) {
  ASSERT_TRUE(desk.report("R-1", message_id, {about("a", "ACSC"), about("b", "ACCC")}));
  EXPECT_EQ(desk.state_of("a"), "released");
  EXPECT_EQ(desk.said("PaymentSettled"), "0");
}

TEST_F(TakeStatusReport, WhatTheBankHasIsNoLongerUnknown) {
  desk.silence();
  ASSERT_TRUE(desk.report("R-1", message_id, {about("a", "ACSP"), about("b", "ODD")}));
  EXPECT_EQ(desk.state_of("a"), "released");
  EXPECT_EQ(desk.state_of("b"), "unknown");
  EXPECT_EQ(desk.said("PaymentReleased"), "3");
}

TEST_F(TakeStatusReport, AWordOfTheBankBreaksTheSilence) {
  const Instant said = test::noon() + std::chrono::hours{90};
  const std::string text = pain002("R-1", message_id, {about("a", "PDNG")});
  const TakeStatement command{"owwa", "carl", "s", [&] { return iso20022::source_of(text); }};
  ASSERT_TRUE(desk.run(
      [&](db::Transaction& tx) { return take_status_report(tx, command, desk.today, said); }));
  EXPECT_EQ(desk.silence(), 1U);
  EXPECT_EQ(desk.state_of("a"), "released");
  EXPECT_EQ(desk.state_of("b"), "unknown");
}

TEST_F(TakeStatusReport, AnOrderThatTheBankHasAlreadyIsNotReturned) {
  desk.silence();
  ASSERT_TRUE(desk.resend("a"));
  for (const char* code : {"AM05", "DU01", "DU04"}) {
    ASSERT_TRUE(desk.report(code, message_id, {about("a", "RJCT", code)}));
    EXPECT_EQ(desk.state_of("a"), "released") << code;
  }
  EXPECT_EQ(desk.said("PaymentReturned"), "0");
}

TEST_F(TakeStatusReport, ARejectedFileReturnsAllThatItDoesNotName) {
  ASSERT_TRUE(desk.report("R-1", message_id, {{"", "RJCT", "FF01"}, about("b", "ACSP")}));
  EXPECT_EQ(desk.state_of("a"), "returned");
  EXPECT_EQ(desk.attempts("a")[0].return_code, "FF01");
  EXPECT_EQ(desk.state_of("b"), "released");
}

TEST_F(TakeStatusReport, AnAcceptedFileIsNotedOnAllItsPayments) {
  ASSERT_TRUE(desk.report("R-1", message_id, {{"", "ACTC", ""}}));
  EXPECT_EQ(desk.attempts("a")[0].bank_status, "ACTC");
  EXPECT_EQ(desk.attempts("b")[0].bank_status, "ACTC");
  EXPECT_EQ(desk.results(), "noted");
}

TEST_F(TakeStatusReport, OfAFileSentTwiceReturnsNothing) {
  ASSERT_TRUE(desk.report("R-1", message_id, {{"", "RJCT", "DU01"}}));
  EXPECT_EQ(desk.state_of("a"), "released");
}

TEST_F(TakeStatusReport, OfAnUnknownFileChangesNothing) {
  ASSERT_TRUE(desk.report("R-1", "HB0", {{"", "RJCT", "FF01"}}));
  EXPECT_EQ(desk.results(), "unmatched");
  EXPECT_EQ(desk.state_of("a"), "released");
}

TEST_F(TakeStatusReport, OfAnOrderSentAgainIsAboutThatOrderOnly) {
  desk.silence();
  ASSERT_TRUE(desk.resend("a"));
  ASSERT_TRUE(desk.report("R-1", Desk::reference_of("a") + "-2", {{"", "RJCT", "FF01"}}));
  EXPECT_EQ(desk.state_of("a"), "returned");
  EXPECT_EQ(desk.state_of("b"), "unknown");
}

TEST_F(TakeStatusReport, IsTakenOnce) {
  ASSERT_TRUE(desk.report("R-1", message_id, {about("a", "ACSP")}));
  EXPECT_EQ(desk.report("R-1", message_id, {about("a", "RJCT", "AC01")}).error().code,
            "statement_already_taken");
  EXPECT_EQ(desk.state_of("a"), "released");
}

TEST_F(TakeStatusReport, ADebitAfterTheRejectionIsShownAndStopsTheNextAttempt) {
  ASSERT_TRUE(desk.report("R-1", message_id, {about("a", "RJCT", "AC01")}));
  ASSERT_TRUE(desk.statement("S-1", {Desk::line(Desk::reference_of("a"), 100)}));
  EXPECT_EQ(desk.state_of("a"), "returned");
  EXPECT_EQ(desk.said("BankLineTaken"), "1");
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", "BDO", "777788889999"}));
  EXPECT_EQ(desk.attempts("a").size(), 1U);
}

TEST_F(TakeStatusReport, WhatMustNotBePaidWaitsForAPerson) {
  ASSERT_TRUE(
      desk.report("R-1", message_id, {about("a", "RJCT", "MD07"), about("b", "RJCT", "AC01")}));
  for (const char* name : {"a", "b"}) {
    ASSERT_TRUE(desk.account(name, {"Maria Cruz", "BDO", "777788889999"}));
  }
  EXPECT_EQ(desk.attempts("a").size(), 1U);
  EXPECT_EQ(desk.attempts("b").size(), 2U);
  ASSERT_TRUE(desk.correct("a"));
  EXPECT_EQ(desk.attempts("a").size(), 2U);
}

}  // namespace
}  // namespace haven::disbursement
