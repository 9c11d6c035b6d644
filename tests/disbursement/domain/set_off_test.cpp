#include "services/disbursement/domain/set_off.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace haven::disbursement {
namespace {

SetOffAgreement debt(const std::string& name, int percent, std::int64_t left,
                     const std::string& currency = "PHP") {
  return {ReceivableId{named_uuid(name)}, percent, money(left, currency)};
}

std::int64_t sum_of(const std::vector<KeptBack>& kept) {
  std::int64_t sum = 0;
  for (const KeptBack& part : kept) sum += part.amount.minor();
  return sum;
}

TEST(SetOff, KeepsBackThePercentageRoundedDown) {
  EXPECT_EQ(sum_of(kept_back_of(money(199, "PHP"), {debt("a", 50, 1000)})), 99);
  EXPECT_EQ(sum_of(kept_back_of(money(200, "PHP"), {debt("a", 50, 1000)})), 100);
  EXPECT_TRUE(kept_back_of(money(1, "PHP"), {debt("a", 50, 1000)}).empty());
}

TEST(SetOff, KeepsBackNoMoreThanIsLeft) {
  EXPECT_EQ(sum_of(kept_back_of(money(200, "PHP"), {debt("a", 50, 99)})), 99);
  EXPECT_EQ(sum_of(kept_back_of(money(200, "PHP"), {debt("a", 50, 100)})), 100);
  EXPECT_TRUE(kept_back_of(money(200, "PHP"), {debt("a", 50, 0)}).empty());
}

TEST(SetOff, ServesTheOldestDebtFirst) {
  const auto kept = kept_back_of(money(1000, "PHP"), {debt("old", 20, 150), debt("new", 20, 900)});
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].receivable.text(), named_uuid("old"));
  EXPECT_EQ(kept[0].amount.minor(), 150);
  EXPECT_EQ(kept[1].amount.minor(), 50);
}

TEST(SetOff, TwoDebtsTogetherStayWithinThePercentage) {
  EXPECT_EQ(sum_of(kept_back_of(money(1000, "PHP"), {debt("a", 20, 900), debt("b", 20, 900)})),
            200);
  EXPECT_EQ(sum_of(kept_back_of(money(1000, "PHP"), {debt("a", 20, 900), debt("b", 30, 900)})),
            300);
}

TEST(SetOff, AllOfAShareCanStayWithTheFund) {
  const Money share = money(500, "PHP");
  const auto kept = kept_back_of(share, {debt("a", 100, 500)});
  EXPECT_TRUE(rest_of(share, kept).is_zero());
}

TEST(SetOff, AnotherCurrencyKeepsNothingBack) {
  EXPECT_TRUE(kept_back_of(money(1000, "PHP"), {debt("a", 50, 1000, "USD")}).empty());
}

TEST(SetOff, TheLargestShareDoesNotOverflow) {
  const auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(sum_of(kept_back_of(money(most, "PHP"), {debt("a", 100, most)})), most);
}

RC_GTEST_PROP(SetOff, PaymentAndSetOffsAreTheShareWithinEveryLimit, ()) {
  const Money share = money(*rc::gen::inRange<std::int64_t>(1, 100'000'000), "PHP");
  const auto count = *rc::gen::inRange(0, 6);
  std::vector<SetOffAgreement> debts;
  int highest_percent = 0;
  for (int i = 0; i < count; ++i) {
    const int percent = *rc::gen::inRange(0, 101);
    const auto left = *rc::gen::inRange<std::int64_t>(0, 100'000'000);
    debts.push_back(debt(std::to_string(i), percent, left));
    highest_percent = std::max(highest_percent, percent);
  }
  const auto kept = kept_back_of(share, debts);

  RC_ASSERT(rest_of(share, kept).minor() + sum_of(kept) == share.minor());
  RC_ASSERT(rest_of(share, kept).minor() >= 0);
  RC_ASSERT(sum_of(kept) * 100 <= share.minor() * highest_percent);
  for (const KeptBack& part : kept) {
    const auto of = std::find_if(debts.begin(), debts.end(), [&](const SetOffAgreement& one) {
      return one.receivable == part.receivable;
    });
    RC_ASSERT(of != debts.end());
    RC_ASSERT(part.amount.minor() > 0);
    RC_ASSERT(part.amount.minor() <= of->left.minor());
    RC_ASSERT(part.amount.minor() * 100 <= share.minor() * of->at_most_percent);
  }
}

}  // namespace
}  // namespace haven::disbursement
