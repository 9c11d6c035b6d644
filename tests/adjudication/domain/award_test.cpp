#include "services/adjudication/domain/award.hpp"

#include <gtest/gtest.h>

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

Standing stands(Shares shares, bool paid = false) {
  return {earlier, "owwa", "death", std::move(shares), paid};
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
  EXPECT_TRUE(plan.recover.empty());
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

TEST(PlanAwards, AwardsOnlyTheDifferenceToWhatStands) {
  struct Row {
    const char* what;
    Shares owed;
    std::vector<Standing> standing;
    Shares awarded;
    std::size_t recover;
  };
  const Row rows[] = {
      {"nothing stood", {{"wife", php(100)}}, {}, {{"wife", php(100)}}, 0},
      {"the same again", {{"wife", php(100)}}, {stands({{"wife", php(100)}})}, {}, 0},
      {"one peso more",
       {{"wife", php(101)}},
       {stands({{"wife", php(100)}})},
       {{"wife", php(1)}},
       0},
      {"one peso less", {{"wife", php(99)}}, {stands({{"wife", php(100)}})}, {}, 1},
      {"less, and paid", {{"wife", php(99)}}, {stands({{"wife", php(100)}}, true)}, {}, 1},
      {"one more payee",
       {{"wife", php(100)}, {"child", php(50)}},
       {stands({{"wife", php(100)}})},
       {{"child", php(50)}},
       0},
      {"another payee", {{"child", php(100)}}, {stands({{"wife", php(100)}})}, {}, 1},
      {"more for one, less for the other",
       {{"wife", php(40)}, {"child", php(60)}},
       {stands({{"wife", php(50)}, {"child", php(50)}})},
       {},
       1},
      {"two awards before",
       {{"wife", php(100)}},
       {stands({{"wife", php(60)}}), stands({{"wife", php(30)}}, true)},
       {{"wife", php(10)}},
       0},
  };
  for (const auto& row : rows) {
    const auto plan = plan_awards(owwa_death(row.owed), row.standing);
    EXPECT_EQ(plan.recover.size(), row.recover) << row.what;
    EXPECT_TRUE(plan.withdrawn.empty()) << row.what;
    ASSERT_EQ(plan.awards.size(), row.awarded.empty() ? 0U : 1U) << row.what;
    if (row.awarded.empty()) continue;
    EXPECT_EQ(plan.awards[0].line.shares, row.awarded) << row.what;
    Money sum = php(0);
    for (const auto& share : row.awarded) sum += share.amount;
    EXPECT_EQ(plan.awards[0].line.amount, sum) << row.what;
  }
}

TEST(PlanAwards, TakesBackOnlyWhatIsNotPaid) {
  const std::vector<DecidedLine> refused = {decided(refuses("owwa", "death", "cover_ended"))};
  const auto unpaid = plan_awards(refused, {stands({{"wife", php(100)}}, false)});
  EXPECT_EQ(unpaid.withdrawn, std::vector<EntitlementId>{earlier});
  EXPECT_TRUE(unpaid.recover.empty());
  const auto paid = plan_awards(refused, {stands({{"wife", php(100)}}, true)});
  EXPECT_TRUE(paid.withdrawn.empty());
  EXPECT_EQ(paid.recover.size(), 1U);
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
