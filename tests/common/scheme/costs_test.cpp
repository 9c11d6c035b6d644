#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

/// A benefit `care` that meets bills by these rules.
PackPtr meets(const std::string& rules) {
  return SmallPack{R"(benefits:
  - benefit: care
    opened_by: [{incident: death, on_cost: [bed, taxi]}]
    source: law
    versions:
      - {from: 1900-01-01, source: law, amount: {costs: {heads: [bed, taxi])" +
                   rules + "}}}\n"}
      .load();
}

class Bills : public ::testing::Test {
 protected:
  std::string met(const std::string& rules) { return outcome(meets(rules), facts, "care"); }
  Case facts = small_case();
};

TEST_F(Bills, OpenTheBenefitByTheirHeads) {
  EXPECT_EQ(met(""), "none");
  facts.costs = {bill("ticket", 1'00)};
  EXPECT_EQ(met(""), "none");
  facts.costs.push_back(bill("bed", 100'25));
  facts.costs.push_back(bill("taxi", 5'00));
  EXPECT_EQ(met(""), "pay 105.25 USD");
}

TEST_F(Bills, NeedReceiptsOrATariff) {
  facts.costs = {bill("bed", 100'25), bill("taxi", 5'00)};
  facts.costs[0].receipt = false;
  EXPECT_EQ(met(""), "pay 5.00 USD");
  EXPECT_EQ(met(", without_receipt: '40'"), "pay 45.00 USD");
  facts.costs.pop_back();
  EXPECT_EQ(met(""), "refuse no_rate");
  EXPECT_EQ(met(", without_receipt: facts.fare.amount"), "refer committee_decides");
  facts.facts["fare.amount"] = "61.50";
  EXPECT_EQ(met(", without_receipt: facts.fare.amount"), "pay 61.50 USD");
}

TEST_F(Bills, WithoutAnAmountArePaidByTheDay) {
  Cost stay;
  stay.head = "bed";
  stay.days = 31;
  facts.costs = {stay};
  EXPECT_EQ(met(""), "refer committee_decides");
  EXPECT_EQ(met(", each: '7 * min(cost.days, 30)'"), "pay 210.00 USD");
  facts.costs[0].days = 29;
  EXPECT_EQ(met(", each: '7 * min(cost.days, 30)'"), "pay 203.00 USD");
}

TEST_F(Bills, ThatDoNotCountAreRefusedBesideThoseThatDo) {
  const std::string window =
      ", counted_when: 'cost.incurred <= add_days(incident.date, 30)', otherwise: "
      "expense_out_of_time";
  facts.costs = {bill("bed", 10'00), bill("bed", 20'00)};
  facts.costs[0].incurred = day("2024-05-31");
  facts.costs[1].incurred = day("2024-06-01");
  const Decision part = decide(meets(window), facts);
  ASSERT_EQ(part.lines.size(), 2U);
  EXPECT_EQ(outcome_of(part, "fund", "care"), "pay 10.00 USD");
  EXPECT_EQ(part.lines[1].outcome, Outcome::refuse);
  EXPECT_EQ(part.lines[1].benefit, "care");
  EXPECT_EQ(part.lines[1].reason, "expense_out_of_time");
  EXPECT_FALSE(part.lines[1].trace.empty());

  facts.costs[1].incurred = day("2024-05-31");
  EXPECT_EQ(decide(meets(window), facts).lines.size(), 1U);
  EXPECT_EQ(met(window), "pay 30.00 USD");
  facts.costs[0].incurred = facts.costs[1].incurred = day("2024-06-01");
  EXPECT_EQ(decide(meets(window), facts).lines.size(), 1U);
  EXPECT_EQ(met(window), "refuse expense_out_of_time");
  facts.costs[0].incurred = facts.costs[1].incurred = std::nullopt;
  EXPECT_EQ(met(window), "refuse expense_out_of_time");
}

TEST_F(Bills, MayTakeTheReasonFromFeel) {
  const std::string rules =
      ", reason_from: 'if cost.amount > 30 then \"above_maximum\" else if cost.amount > 20 then "
      "\"committee_decides\" else null'";
  facts.costs = {bill("bed", 20'00), bill("bed", 30'01)};
  const Decision part = decide(meets(rules), facts);
  ASSERT_EQ(part.lines.size(), 2U);
  EXPECT_EQ(outcome_of(part, "fund", "care"), "pay 20.00 USD");
  EXPECT_EQ(part.lines[1].reason, "above_maximum");
  facts.costs = {bill("bed", 30'01)};
  EXPECT_EQ(met(rules), "refuse above_maximum");
  facts.costs = {bill("bed", 30'00)};
  EXPECT_EQ(met(rules), "refer committee_decides");
}

TEST_F(Bills, AreCappedEachAndTogether) {
  const std::string caps = ", each: 'min(cost.amount, 50)', at_most: 80";
  facts.costs = {bill("bed", 50'01), bill("bed", 29'99)};
  EXPECT_EQ(met(caps), "pay 79.99 USD");
  facts.costs[1] = bill("bed", 30'01);
  EXPECT_EQ(met(caps), "pay 80.00 USD");
}

TEST_F(Bills, MayBeAddedUpByARule) {
  facts.costs = {bill("bed", 10'00), bill("taxi", 3'00), bill("bed", 20'00)};
  EXPECT_EQ(met(", total: 'sum(bills[head = \"bed\"].amount) * 0.8'"), "pay 24.00 USD");
  EXPECT_EQ(met(", each: 'cost.amount - 1', total: 'max(bills.amount)'"), "pay 19.00 USD");
  EXPECT_EQ(met(", total: 'if count(bills) = 3 then null else 1'"), "refer committee_decides");
}

TEST_F(Bills, CanBeThoseOfOnePerson) {
  facts.costs = {bill("bed", 10'00), bill("bed", 20'00), bill("taxi", 1'00)};
  facts.costs[0].for_whom = facts.costs[2].for_whom = "a";
  facts.costs[1].for_whom = "b";
  EXPECT_EQ(met(""), "pay 31.00 USD");
  EXPECT_EQ(met(", one_person: true"), "pay 11.00 USD");
}

TEST_F(Bills, LessWhatSomebodyElsePaid) {
  facts.costs = {bill("bed", 10'00)};
  facts.costs[0].paid_elsewhere = money(4'00, "USD");
  EXPECT_EQ(met(", each: 'cost.amount - cost.paid_elsewhere'"), "pay 6.00 USD");
  facts.costs[0].paid_elsewhere = money(10'01, "USD");
  EXPECT_EQ(met(", each: 'cost.amount - cost.paid_elsewhere'"), "pay 0.00 USD");
}

TEST_F(Bills, ArePaidInTheirCurrencyAndNotMixed) {
  facts.costs = {bill("bed", 10'00, "SAR")};
  EXPECT_EQ(met(""), "pay 10.00 SAR");
  EXPECT_EQ(met(", at_most: 5"), "refer committee_decides");
  facts.costs.push_back(bill("bed", 1'00));
  EXPECT_EQ(met(""), "refer committee_decides");
}

}  // namespace
}  // namespace haven::scheme
