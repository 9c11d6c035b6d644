#include "services/disbursement/domain/receipt.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

Payment settled() {
  Payment payment;
  payment.amount = money(1000, "PHP");
  payment.state = PaymentState::settled;
  payment.hands = {"fay", "dan", "amy"};
  return payment;
}

Answer answer(Received received, std::optional<std::int64_t> minor = {},
              const std::string& currency = "PHP") {
  Answer one;
  one.received = received;
  if (minor) one.amount = money(*minor, currency);
  return one;
}

int asked_of_10000(int every) {
  int asked = 0;
  for (int i = 0; i < 10000; ++i) {
    asked += is_asked_about(PaymentId{named_uuid(std::to_string(i))}, every) ? 1 : 0;
  }
  return asked;
}

TEST(Receipt, AsksNobodyEverybodyOrOneInTen) {
  EXPECT_EQ(asked_of_10000(0), 0);
  EXPECT_EQ(asked_of_10000(1), 10000);
  EXPECT_NEAR(asked_of_10000(10), 1000, 150);
}

TEST(Receipt, ALaterYesDoesNotMakeADisputeGood) {
  using enum ConfirmationState;
  EXPECT_EQ(after_answer({}, Received::yes), confirmed);
  EXPECT_EQ(after_answer(asked, Received::yes), confirmed);
  EXPECT_EQ(after_answer(asked, Received::no), disputed);
  EXPECT_EQ(after_answer(confirmed, Received::other_person), disputed);
  EXPECT_EQ(after_answer(disputed, Received::yes), disputed);
}

TEST(Receipt, LessNamesASmallerAmountAndNothingElseDoes) {
  EXPECT_TRUE(answer_is_sound(settled(), answer(Received::less, 999)));
  EXPECT_TRUE(answer_is_sound(settled(), answer(Received::no)));
  EXPECT_FALSE(answer_is_sound(settled(), answer(Received::less)));
  EXPECT_FALSE(answer_is_sound(settled(), answer(Received::less, 1000)));
  EXPECT_FALSE(answer_is_sound(settled(), answer(Received::less, 999, "USD")));
  EXPECT_FALSE(answer_is_sound(settled(), answer(Received::yes, 1000)));
}

TEST(Receipt, OnlyOfASettledPayment) {
  Payment payment = settled();
  payment.state = PaymentState::released;
  EXPECT_EQ(answer_is_sound(payment, answer(Received::yes)).error().code, "payment_not_settled");
}

TEST(Receipt, WhoPaidOrDecidedDoesNotConfirm) {
  const std::set<std::string> signers{"carl", "ana", "rita"};
  for (const char* subject : {"carl", "ana", "rita", "dan", "amy"}) {
    EXPECT_EQ(may_answer(settled(), signers, subject).error().code, "who_paid_does_not_confirm");
  }
  EXPECT_TRUE(may_answer(settled(), signers, "ines"));
}

TEST(Inquiry, IsClosedOnceBySomebodyWithoutAPartInIt) {
  Inquiry inquiry;
  inquiry.opened_by = "ines";
  EXPECT_FALSE(may_close(inquiry, {"ana"}, "ines"));
  EXPECT_FALSE(may_close(inquiry, {"ana"}, "ana"));
  EXPECT_TRUE(may_close(inquiry, {"ana"}, "amos"));
  inquiry.state = InquiryState::explained;
  EXPECT_EQ(may_close(inquiry, {"ana"}, "amos").error().code, "inquiry_not_open");
}

}  // namespace
}  // namespace haven::disbursement
