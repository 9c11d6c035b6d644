#include <gtest/gtest.h>

#include "services/disbursement/app/close_inquiry.hpp"
#include "services/disbursement/app/confirm_receipt.hpp"
#include "services/disbursement/store/inquiries.hpp"
#include "services/disbursement/store/receipts.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

const Date today = *date_from("2024-06-21");

struct Receipts : testing::Test {
  Desk desk;
  PaymentPolicy policy = payment_policy();

  void SetUp() override {
    policy.confirm_every = 1;
    desk.payable("a", 1000);
    desk.send(1, 1000);
    ASSERT_TRUE(desk.statement("S1", {Desk::line(Desk::reference_of("a"), 1000)}));
  }
  void asked() {
    desk.run([&](db::Transaction& tx) {
      ask_about_receipt(tx, "owwa", Desk::reference_of("a"), policy, today);
    });
  }
  void taken_back() {
    desk.run([&](db::Transaction& tx) {
      stop_asking(tx, "owwa", Desk::reference_of("a"), policy, today);
    });
  }
  Result<Confirmation> say(Received received, const std::string& by = "ines",
                           const std::string& family_claim = "") {
    ConfirmReceipt command{"owwa", Desk::id_of("a"), family_claim, {}};
    command.answer.received = received;
    command.answer.by = by;
    if (received == Received::less) command.answer.amount = money(400, "PHP");
    return desk.run(
        [&](db::Transaction& tx) { return confirm_receipt(tx, command, today, test::noon()); });
  }
  std::string states() {
    return test::value(desk.database,
                       "select string_agg(state, ' ') from disbursement.receipt_confirmation");
  }
  std::vector<Inquiry> inquiries() {
    return desk.run(
        [](db::Transaction& tx) { return store::inquiries_by(tx, "owwa", "", "", 10); });
  }
  Result<Inquiry> close(const std::string& by) {
    const CloseInquiry command{"owwa", inquiries().at(0).id, by, InquiryState::explained, "found"};
    return desk.run([&](db::Transaction& tx) { return close_inquiry(tx, command, test::noon()); });
  }
};

TEST_F(Receipts, AreAskedForOnceWithADay) {
  asked();
  asked();
  const auto rows =
      desk.run([](db::Transaction& tx) { return store::confirmations_by(tx, "owwa", {}, "", 10); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].due_on, today + std::chrono::days{policy.confirm_within_days});
  EXPECT_FALSE(rows[0].last_answer);
}

TEST_F(Receipts, AreNotAskedForWhenThePolicySaysNone) {
  policy.confirm_every = 0;
  asked();
  EXPECT_EQ(states(), "null");
}

TEST_F(Receipts, AreConfirmedByYes) {
  asked();
  ASSERT_TRUE(say(Received::yes));
  EXPECT_EQ(states(), "confirmed");
  EXPECT_TRUE(inquiries().empty());
}

TEST_F(Receipts, AnythingButYesOpensOneInquiry) {
  asked();
  ASSERT_TRUE(say(Received::no));
  ASSERT_TRUE(say(Received::less));
  ASSERT_TRUE(say(Received::yes));
  EXPECT_EQ(states(), "disputed");
  const auto open = inquiries();
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].about, Received::no);
  EXPECT_EQ(open[0].owner, "approver");
  EXPECT_EQ(open[0].due_on, today + std::chrono::days{inquiry_days});
}

TEST_F(Receipts, AFamilySpeaksForItsOwnClaimOnlyAndUnasked) {
  EXPECT_EQ(say(Received::no, "family", named_uuid("claim of b")).error().code, "payment_unknown");
  ASSERT_TRUE(say(Received::no, "family", named_uuid("claim of a")));
  EXPECT_EQ(states(), "disputed");
  EXPECT_EQ(inquiries().size(), 1U);
}

TEST_F(Receipts, AreNotConfirmedByWhoPaid) {
  for (const char* subject : {"carl", "ana", "rita", "dan", "amy"}) {
    EXPECT_EQ(say(Received::yes, subject).error().code, "who_paid_does_not_confirm");
  }
}

TEST_F(Receipts, ThatTheBankTookBackAreNotAskedForInEitherOrder) {
  asked();
  taken_back();
  EXPECT_EQ(states(), "cancelled");
}

TEST_F(Receipts, ThatTheBankTookBackFirstAreNeverAskedFor) {
  taken_back();
  asked();
  EXPECT_EQ(states(), "cancelled");
}

TEST_F(Receipts, AnswersOutliveALateReturn) {
  asked();
  ASSERT_TRUE(say(Received::no));
  taken_back();
  EXPECT_EQ(states(), "disputed");
  EXPECT_EQ(inquiries().at(0).state, InquiryState::open);
}

TEST_F(Receipts, TotalsShowTheShareOfTheConfirmed) {
  asked();
  ASSERT_TRUE(say(Received::yes));
  const auto totals =
      desk.run([](db::Transaction& tx) { return store::confirmation_totals(tx, "owwa", today); });
  EXPECT_EQ(totals.asked, 1);
  EXPECT_EQ(totals.confirmed, 1);
  EXPECT_EQ(totals.overdue, 0);
}

TEST_F(Receipts, AnInquiryIsClosedByAThirdPerson) {
  ASSERT_TRUE(say(Received::other_person));
  EXPECT_EQ(close("ines").error().code, "who_opened_does_not_close");
  EXPECT_EQ(close("rita").error().code, "who_opened_does_not_close");
  const auto closed = close("amos");
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->state, InquiryState::explained);
  EXPECT_EQ(close("amos").error().code, "inquiry_not_open");
}

TEST_F(Receipts, AnInquiryIsHandedOverUntilADay) {
  ASSERT_TRUE(say(Received::no));
  const auto hand_over = [&](Date due) {
    const HandOver command{"owwa", inquiries().at(0).id, "amos", due};
    return desk.run([&](db::Transaction& tx) { return hand_over_inquiry(tx, command, today); });
  };
  EXPECT_FALSE(hand_over(today - std::chrono::days{1}));
  ASSERT_TRUE(hand_over(today));
  EXPECT_EQ(inquiries().at(0).owner, "amos");
}

}  // namespace
}  // namespace haven::disbursement
