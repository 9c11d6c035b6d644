#include "services/adjudication/domain/award.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/adjudication/domain/lines.hpp"

namespace haven::adjudication {
namespace {

using Shares = std::vector<scheme::Share>;

const EntitlementId earlier{"00000000-0000-8000-8000-000000000001"};

std::vector<DecidedLine> owwa_death(Shares shares) {
  Money sum = php(0);
  for (const auto& share : shares) sum += share.amount;
  return {decided(pays("owwa", "fund", "death", sum, std::move(shares)))};
}

// Awarded, and paid to everybody or to nobody.
Standing stands(const Shares& shares, bool paid = false) {
  Standing standing{earlier, "owwa", "fund", "death", {}, false, 0};
  for (const auto& share : shares) {
    standing.shares.push_back({share.party, share.amount, paid ? share.amount : php(0)});
  }
  return standing;
}

TEST(PlanAwards, AwardsWhatTheFundAndInsurersPay) {
  const std::vector<DecidedLine> lines = {
      decided(pays("owwa", "fund", "death", php(100), {{"wife", php(60)}, {"child", php(40)}})),
      decided(pays("oci", "insurer", "death", usd(10), {{"wife", usd(10)}})),
      decided(pays("agency", "agency", "money_claim", usd(7), {{"member", usd(7)}})),
      decided(pays("poea", "employer", "death", usd(8), {{"wife", usd(8)}})),
      decided(refuses("owwa", "burial", "cover_ended")),
      decided(pays("owwa", "fund", "education", php(0), {{"child", php(0)}}))};
  const auto plan = plan_awards(lines, {});
  EXPECT_EQ(plan.awards, (std::vector<DecidedLine>{lines[0], lines[1]}));
  EXPECT_EQ(payments_of(plan.awards), 3);
  EXPECT_TRUE(plan.withdrawn.empty());
  EXPECT_TRUE(plan.overpayments.empty());
}

TEST(PlanAwards, BringsTwoBillsOfOneBenefitTogether) {
  const std::vector<DecidedLine> lines = {
      decided(pays("oci", "insurer", "remains", usd(10), {{"wife", usd(10)}})),
      decided(pays("oci", "insurer", "remains", usd(5), {{"wife", usd(3)}, {"child", usd(2)}})),
      decided(pays("oci", "insurer", "remains", php(5), {{"wife", php(5)}}))};
  const auto plan = plan_awards(lines, {});
  ASSERT_EQ(plan.awards.size(), 2U);
  EXPECT_EQ(plan.awards[0].line.amount, usd(15));
  EXPECT_EQ(plan.awards[0].line.shares, (Shares{{"wife", usd(13)}, {"child", usd(2)}}));
  EXPECT_EQ(plan.awards[1].line.amount, php(5)) << "another currency is another entitlement";
  const DecisionId decision{"00000000-0000-7000-8000-000000000001"};
  EXPECT_NE(entitlement_id_of(decision, plan.awards[0].line),
            entitlement_id_of(decision, plan.awards[1].line));
}

struct Change {
  const char* what;
  Shares owed;
  std::vector<Standing> standing;
  Shares awarded;
  std::size_t withdrawn = 0;
  Shares overpaid;
};

void expect(const Change& change) {
  const auto plan = plan_awards(owwa_death(change.owed), change.standing);
  EXPECT_EQ(plan.withdrawn.size(), change.withdrawn) << change.what;
  Shares overpaid;
  for (const auto& found : plan.overpayments) {
    EXPECT_EQ(found.benefit, "death");
    overpaid.insert(overpaid.end(), found.overpaid.begin(), found.overpaid.end());
  }
  EXPECT_EQ(overpaid, change.overpaid) << change.what;
  ASSERT_EQ(plan.awards.size(), change.awarded.empty() ? 0U : 1U) << change.what;
  if (change.awarded.empty()) return;
  EXPECT_EQ(plan.awards[0].line.shares, change.awarded) << change.what;
  Money sum = php(0);
  for (const auto& share : change.awarded) sum += share.amount;
  EXPECT_EQ(plan.awards[0].line.amount, sum) << change.what;
}

TEST(PlanAwards, AwardsTheDifferenceWhereNobodyGetsLess) {
  expect({"nothing stood", {{"wife", php(100)}}, {}, {{"wife", php(100)}}, 0, {}});
  expect({"the same again", {{"wife", php(100)}}, {stands({{"wife", php(100)}})}, {}, 0, {}});
  expect({"one peso more",
          {{"wife", php(101)}},
          {stands({{"wife", php(100)}})},
          {{"wife", php(1)}},
          0,
          {}});
  expect({"one more payee",
          {{"wife", php(100)}, {"child", php(50)}},
          {stands({{"wife", php(100)}})},
          {{"child", php(50)}},
          0,
          {}});
  expect({"two awards before",
          {{"wife", php(100)}},
          {stands({{"wife", php(60)}}), stands({{"wife", php(30)}}, true)},
          {{"wife", php(10)}},
          0,
          {}});
}

TEST(PlanAwards, WithdrawsAndAwardsAnewWhereSomebodyGetsLess) {
  expect({"one peso less, unpaid",
          {{"wife", php(99)}},
          {stands({{"wife", php(100)}})},
          {{"wife", php(99)}},
          1,
          {}});
  expect({"one peso less, and paid",
          {{"wife", php(99)}},
          {stands({{"wife", php(100)}}, true)},
          {},
          1,
          {{"wife", php(1)}}});
  expect({"another payee",
          {{"child", php(100)}},
          {stands({{"wife", php(100)}}, true)},
          {{"child", php(100)}},
          1,
          {{"wife", php(100)}}});
  expect({"more for one, less for the other",
          {{"wife", php(40)}, {"child", php(60)}},
          {stands({{"wife", php(50)}, {"child", php(50)}}, true)},
          {{"child", php(10)}},
          1,
          {{"wife", php(10)}}});
}

TEST(PlanAwards, CountsOfAWithdrawnEntitlementWhatWasPaid) {
  auto withdrawn = stands({{"wife", php(100)}, {"child", php(100)}});
  withdrawn.withdrawn = true;
  withdrawn.shares[0].paid = php(100);
  expect({"one of two was paid before the withdrawal",
          {{"wife", php(100)}, {"child", php(100)}},
          {withdrawn},
          {{"child", php(100)}},
          0,
          {}});
}

TEST(PlanAwards, TakesBackWhatIsNoLongerOwed) {
  const std::vector<DecidedLine> refused = {decided(refuses("owwa", "death", "cover_ended"))};
  const auto unpaid = plan_awards(refused, {stands({{"wife", php(100)}}, false)});
  EXPECT_EQ(unpaid.withdrawn, std::vector<EntitlementId>{earlier});
  EXPECT_TRUE(unpaid.overpayments.empty());
  const auto paid = plan_awards(refused, {stands({{"wife", php(100)}}, true)});
  EXPECT_EQ(paid.withdrawn, std::vector<EntitlementId>{earlier});
  ASSERT_EQ(paid.overpayments.size(), 1U);
  EXPECT_EQ(paid.overpayments[0].overpaid, (Shares{{"wife", php(100)}}));
}

TEST(PlanAwards, FindsAnOverpaymentOnTheLatestThatPaidIt) {
  auto first = stands({{"wife", php(60)}}, true), second = stands({{"wife", php(40)}}, true);
  second.id = EntitlementId{"00000000-0000-8000-8000-000000000002"};
  const auto plan = plan_awards(owwa_death({{"wife", php(50)}}), {first, second});
  ASSERT_EQ(plan.overpayments.size(), 2U);
  EXPECT_EQ(plan.overpayments[0].entitlement, second.id);
  EXPECT_EQ(plan.overpayments[0].overpaid, (Shares{{"wife", php(40)}}));
  EXPECT_EQ(plan.overpayments[1].entitlement, first.id);
  EXPECT_EQ(plan.overpayments[1].overpaid, (Shares{{"wife", php(10)}}));
}

TEST(PlanAwards, OwesInstalmentsAsOftenAsTheyWereAwarded) {
  auto lines = owwa_death({{"wife", php(110)}});
  lines[0].line.instalments = scheme::Instalments{"month", 24, ""};
  EXPECT_EQ(instalment_of(lines[0].line, {}), 1);
  std::vector<Standing> three;
  for (int number = 1; number <= 3; ++number) {
    three.push_back(stands({{"wife", php(100)}}, true));
    three.back().instalment = number;
  }
  EXPECT_EQ(instalment_of(lines[0].line, three), 3);
  const auto plan = plan_awards(lines, three);
  ASSERT_EQ(plan.awards.size(), 1U);
  EXPECT_EQ(plan.awards[0].line.amount, php(30));
}

// Whatever was decided and paid before: nobody is awarded twice, and nothing that was paid is lost
// sight of.
RC_GTEST_PROP(PlanAwards, PaidAndAwardedAreOwedAndOverpaid, ()) {
  const std::vector<std::string> parties{"wife", "child", "mother"};
  const auto amounts = [&] {
    Shares shares;
    for (const auto& party : parties) {
      const auto pesos = *rc::gen::inRange(0, 5);
      if (pesos > 0) shares.push_back({party, php(pesos)});
    }
    return shares;
  };
  std::vector<Standing> standing;
  const int awards = *rc::gen::inRange(0, 4);
  for (int n = 0; n < awards; ++n) {
    auto one = stands(amounts());
    if (one.shares.empty()) continue;
    one.id = EntitlementId{named_uuid(std::to_string(n))};
    one.withdrawn = *rc::gen::arbitrary<bool>();
    for (auto& share : one.shares) {
      if (*rc::gen::arbitrary<bool>()) share.paid = share.amount;
    }
    standing.push_back(one);
  }
  const auto owed = amounts();
  const auto plan = plan_awards(owwa_death(owed), standing);
  for (const auto& party : parties) {
    std::int64_t due = 0, kept = 0, paid = 0, awarded = 0, overpaid = 0;
    for (const auto& share : owed) due += share.party == party ? share.amount.minor() : 0;
    for (const auto& one : standing) {
      const bool stays = !one.withdrawn && std::ranges::count(plan.withdrawn, one.id) == 0;
      for (const auto& share : one.shares) {
        if (share.party != party) continue;
        kept += stays ? (share.amount - share.paid).minor() : 0;
        paid += share.paid.minor();
      }
    }
    for (const auto& line : plan.awards) {
      for (const auto& s : line.line.shares) awarded += s.party == party ? s.amount.minor() : 0;
    }
    for (const auto& found : plan.overpayments) {
      for (const auto& s : found.overpaid) overpaid += s.party == party ? s.amount.minor() : 0;
    }
    RC_ASSERT(paid + kept + awarded == due + overpaid);
  }
}

TEST(EntitlementId, IsTheSameForTheSameDecisionAndBenefit) {
  const DecisionId one{"00000000-0000-7000-8000-000000000001"};
  const DecisionId two{"00000000-0000-7000-8000-000000000002"};
  const auto death = pays("owwa", "fund", "death", php(1));
  const auto burial = pays("owwa", "fund", "burial", php(1));
  EXPECT_EQ(entitlement_id_of(one, death), entitlement_id_of(one, death));
  EXPECT_NE(entitlement_id_of(one, death), entitlement_id_of(two, death));
  EXPECT_NE(entitlement_id_of(one, death), entitlement_id_of(one, burial));
  EXPECT_TRUE(is_uuid(entitlement_id_of(one, death).text()));
}

}  // namespace
}  // namespace haven::adjudication
