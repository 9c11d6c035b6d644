#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

/// Two benefits of 60 that share one limit.
PackPtr limited(const std::string& limit) {
  std::string extra = grant("amount: \"60\"", "    deducts: never\n");
  extra.replace(extra.find("grant"), 5, "extra");
  return SmallPack{
      "cover: {starts: registration.starts, ends: registration.ends, source: law}\n"
      "benefits:\n" +
      grant("amount: \"60\"", "    deducts: never\n") + extra +
      "limits:\n  - {limit: together, over: [grant, extra], source: law, " + limit + "}\n"}
      .load();
}

class LimitOfSeveral : public ::testing::Test {
 protected:
  LimitOfSeveral() { facts.registrations = {registration("2024-01-01", "2024-12-31")}; }
  /// What the two benefits come to.
  std::string both(const std::string& limit) {
    const Decision decision = decide(limited(limit), facts);
    return outcome_of(decision, "fund", "grant") + ", " + outcome_of(decision, "fund", "extra");
  }
  Case facts = small_case();
};

TEST_F(LimitOfSeveral, CapsTheSumOfThisDecisionAndOfTheHistory) {
  EXPECT_EQ(both("at_most: 120, refuse: cap_used_up"), "pay 60.00 USD, pay 60.00 USD");
  EXPECT_EQ(both("at_most: 119.99, refuse: cap_used_up"), "pay 60.00 USD, pay 59.99 USD");
  EXPECT_EQ(both("at_most: 60, refuse: cap_used_up"), "pay 60.00 USD, refuse cap_used_up");
  facts.history = {payment("2023-01-01", 10'00), payment("2023-02-01", 20'00, "extra")};
  EXPECT_EQ(both("at_most: 100, refuse: cap_used_up"), "pay 60.00 USD, pay 10.00 USD");
  facts.history.push_back(payment("2023-02-01", 90'00, "care"));
  EXPECT_EQ(both("at_most: 90, refer: cap_used_up"), "pay 60.00 USD, refer cap_used_up");
}

TEST_F(LimitOfSeveral, CountsTheDaysOfItsWindow) {
  const std::string window =
      "from: cover.starts, to: cover.ends, at_most: 100, refuse: cap_used_up";
  facts.history = {payment("2023-12-31", 50'00), payment("2025-01-01", 50'00)};
  EXPECT_EQ(both(window), "pay 60.00 USD, pay 40.00 USD");
  facts.history = {payment("2024-01-01", 50'00)};
  EXPECT_EQ(both(window), "pay 50.00 USD, refuse cap_used_up");
  facts.history = {payment("2024-12-31", 50'00)};
  EXPECT_EQ(both(window), "pay 50.00 USD, refuse cap_used_up");
}

TEST_F(LimitOfSeveral, CountsForThePersonOrTheHousehold) {
  facts.history = {payment("2024-02-01", 100'00)};
  EXPECT_EQ(both("at_most: 100, per: household, refuse: cap_used_up"),
            "pay 60.00 USD, pay 40.00 USD");
  EXPECT_EQ(both("at_most: 100, per: person, refuse: cap_used_up"),
            "refuse cap_used_up, refuse cap_used_up");
  facts.history[0].household = true;
  EXPECT_EQ(both("at_most: 100, per: person, refuse: cap_used_up"), "pay 60.00 USD, pay 40.00 USD");
  EXPECT_EQ(both("at_most: 100, per: household, refuse: cap_used_up"),
            "refuse cap_used_up, refuse cap_used_up");
  EXPECT_EQ(both("at_most: 100, refuse: cap_used_up"), "refuse cap_used_up, refuse cap_used_up");
}

TEST_F(LimitOfSeveral, CountsPaymentsWithThePresentOne) {
  const std::string two =
      "times: 2, from: 'add_months(incident.date, -6)', to: 'add_days(incident.date, -1)', "
      "refer: frequency_limit";
  EXPECT_EQ(both(two), "pay 60.00 USD, pay 60.00 USD");
  facts.history = {payment("2023-11-01", 1'00)};
  EXPECT_EQ(both(two), "pay 60.00 USD, refer frequency_limit");
  facts.history = {payment("2023-10-31", 1'00), payment("2024-05-01", 1'00)};
  EXPECT_EQ(both(two), "pay 60.00 USD, pay 60.00 USD");
  facts.history = {payment("2024-04-30", 1'00), payment("2023-11-01", 1'00)};
  EXPECT_EQ(both(two), "refer frequency_limit, refer frequency_limit");
}

TEST_F(LimitOfSeveral, IsForAPersonWhereItCannotBeCounted) {
  facts.history = {{"fund", "grant", day("2024-02-01"), money(1'00, "PHP"), false}};
  EXPECT_EQ(both("at_most: 100, refuse: cap_used_up"),
            "refer committee_decides, refer committee_decides");
  EXPECT_EQ(both("at_most: facts.days, refuse: cap_used_up"),
            "refer committee_decides, refer committee_decides");
  EXPECT_EQ(both("times: facts.days, refuse: cap_used_up"),
            "refer committee_decides, refer committee_decides");
  facts.history.clear();
  EXPECT_EQ(both("at_most: 100, from: facts.day, refuse: cap_used_up"),
            "refer committee_decides, refer committee_decides");
}

TEST_F(LimitOfSeveral, IsNamedAsTheRuleThatDecided) {
  const Decision decision = decide(limited("at_most: 60, refuse: cap_used_up"), facts);
  EXPECT_EQ(line_of(decision, "fund", "extra")->rule, "together");
  EXPECT_EQ(line_of(decision, "fund", "extra")->trace.back().result, "60.00 used of 60.00 USD");
}

}  // namespace
}  // namespace haven::scheme
