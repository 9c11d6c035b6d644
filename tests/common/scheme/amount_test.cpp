#include "common/scheme/amount.hpp"

#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

using sample::day;

/// What a rule comes to for some facts: "12.00 USD", "refuse outside_band" or "refer ...".
std::string worked(const Amount& amount, const Case& facts) {
  Pack pack;
  pack.schemes.resize(1);
  const Worked result = work_out(amount, situation_of(pack, facts));
  EXPECT_FALSE(result.rule.empty());
  EXPECT_FALSE(result.how.empty());
  if (!result.amount) return name_of(result.outcome) + " " + result.reason;
  return decimal_text(*result.amount) + " " + result.amount->currency().code();
}

Money usd(std::int64_t whole) {
  return money(whole * 100, "USD");
}

TEST(FlatAmount, IsTheAmount) {
  EXPECT_EQ(worked({Flat{usd(7)}}, {}), "7.00 USD");
}

class TableBySector : public ::testing::Test {
 protected:
  Case facts;
  AmountTable table{{FactRef::Kind::contract_sector, ""}, {{"sea_based", usd(25)}}, {}};
};

TEST_F(TableBySector, GivesTheRowOfTheFact) {
  facts.contract.emplace().sector = "sea_based";
  EXPECT_EQ(worked({table}, facts), "25.00 USD");
}
TEST_F(TableBySector, HasARateForOtherValuesOnlyWhereItSaysSo) {
  facts.contract.emplace().sector = "household";
  EXPECT_EQ(worked({table}, facts), "refuse no_rate");
  table.otherwise = usd(50);
  EXPECT_EQ(worked({table}, facts), "50.00 USD");
}
TEST_F(TableBySector, DoesNotGuessAFactThatIsNotKnown) {
  table.otherwise = usd(50);
  EXPECT_EQ(worked({table}, facts), "refer committee_decides");
}

class AssessedBand : public ::testing::Test {
 protected:
  std::string assessed(std::int64_t minor, const char* currency = "USD") {
    facts.assessment = Assessment{"partial", money(minor, currency), "doctor"};
    return worked({band}, facts);
  }
  Case facts;
  Band band{{FactRef::Kind::assessment_class, ""}, {{"partial", {usd(25), usd(250)}}}};
};

TEST_F(AssessedBand, HoldsBothEnds) {
  EXPECT_EQ(assessed(24'99), "refuse outside_band");
  EXPECT_EQ(assessed(25'00), "25.00 USD");
  EXPECT_EQ(assessed(250'00), "250.00 USD");
  EXPECT_EQ(assessed(250'01), "refuse outside_band");
}
TEST_F(AssessedBand, WaitsForTheAssessor) {
  EXPECT_EQ(worked({band}, facts), "refer committee_decides");
  facts.assessment = Assessment{"partial", {}, "doctor"};
  EXPECT_EQ(worked({band}, facts), "refer committee_decides");
  facts.assessment = Assessment{"", usd(30), "doctor"};
  EXPECT_EQ(worked({band}, facts), "refer committee_decides");
}
TEST_F(AssessedBand, DoesNotConvertCurrencies) {
  EXPECT_EQ(assessed(30'00, "PHP"), "refer committee_decides");
}

class MonthlyAllowance : public ::testing::Test {
 protected:
  std::string from_to(const char* from, const char* to) {
    facts.facts = {{"opened", from}, {"closed", to}};
    return worked({per}, facts);
  }
  Case facts;
  PerUnit per{money(0, "USD"), usd(100),
              MonthsBetween{{{DateRef::Kind::stated, "opened"}},
                            {{DateRef::Kind::stated, "closed"}, {DateRef::Kind::today, ""}}},
              6};
};

TEST_F(MonthlyAllowance, CountsFullMonthsWithBothDaysIn) {
  EXPECT_EQ(from_to("2023-01-31", "2023-02-26"), "0.00 USD");
  EXPECT_EQ(from_to("2023-01-31", "2023-02-27"), "100.00 USD");
  EXPECT_EQ(from_to("2023-03-05", "2023-05-03"), "100.00 USD");
  EXPECT_EQ(from_to("2023-03-05", "2023-05-04"), "200.00 USD");
}
TEST_F(MonthlyAllowance, StopsAtItsCap) {
  EXPECT_EQ(from_to("2023-01-01", "2023-05-31"), "500.00 USD");
  EXPECT_EQ(from_to("2023-01-01", "2023-06-30"), "600.00 USD");
  EXPECT_EQ(from_to("2023-01-01", "2025-01-01"), "600.00 USD");
}
TEST_F(MonthlyAllowance, IsNothingForAPeriodThatRunsBackwards) {
  EXPECT_EQ(from_to("2023-05-01", "2023-03-01"), "0.00 USD");
}
TEST_F(MonthlyAllowance, TakesTheFirstDayThatIsKnown) {
  facts.today = day("2023-02-28");
  facts.facts = {{"opened", "2023-01-01"}};
  EXPECT_EQ(worked({per}, facts), "200.00 USD");
  facts.facts.clear();
  EXPECT_EQ(worked({per}, facts), "refer committee_decides");
}

class AmountByChildren : public ::testing::Test {
 protected:
  AmountByChildren() { facts.incident.date = day("2022-12-14"); }
  Case facts;
  PerUnit per{usd(500), usd(70), ChildrenUnder{21}, 2};
};

TEST_F(AmountByChildren, CountsLivingChildrenUnderTheAge) {
  EXPECT_EQ(worked({per}, facts), "500.00 USD");
  facts.family = {sample::relative("a", "child", "2001-12-14")};  // 21 today
  EXPECT_EQ(worked({per}, facts), "500.00 USD");
  facts.family.push_back(sample::relative("b", "child", "2001-12-15"));
  EXPECT_EQ(worked({per}, facts), "570.00 USD");
  facts.family.back().alive = false;
  EXPECT_EQ(worked({per}, facts), "500.00 USD");
  facts.family.back().alive = true;
  facts.family.back().relation = "brother";
  EXPECT_EQ(worked({per}, facts), "500.00 USD");
}
TEST_F(AmountByChildren, CountsNoMoreThanItsCap) {
  for (const char* id : {"a", "b", "c"})
    facts.family.push_back(sample::relative(id, "child", "2015-01-01"));
  EXPECT_EQ(worked({per}, facts), "640.00 USD");
}

class ActualCost : public ::testing::Test {
 protected:
  static Cost bill(const char* head, std::int64_t minor, const char* for_whom = "",
                   const char* currency = "USD") {
    return {head, money(minor, currency), {}, true, for_whom};
  }
  Case facts;
  CostOf cost{{"ticket", "bus"}, false, {}};
};

TEST_F(ActualCost, AddsTheBillsOfItsHeads) {
  facts.costs = {bill("ticket", 100'25), bill("visa", 60'00), bill("bus", 5'00)};
  EXPECT_EQ(worked({cost}, facts), "105.25 USD");
}
TEST_F(ActualCost, NeedsReceipts) {
  facts.costs = {bill("ticket", 100'25), bill("bus", 5'00)};
  facts.costs[0].receipt = false;
  EXPECT_EQ(worked({cost}, facts), "5.00 USD");
  facts.costs[1].receipt = false;
  EXPECT_EQ(worked({cost}, facts), "refuse no_rate");
}
TEST_F(ActualCost, MeetsOnePersonsBillsWhereItSaysSo) {
  facts.costs = {bill("ticket", 10'00, "a"), bill("ticket", 20'00, "b"), bill("bus", 1'00, "a")};
  EXPECT_EQ(worked({cost}, facts), "31.00 USD");
  cost.one_person = true;
  EXPECT_EQ(worked({cost}, facts), "11.00 USD");
}
TEST_F(ActualCost, StopsAtItsCap) {
  cost.at_most = usd(50);
  facts.costs = {bill("ticket", 50'00)};
  EXPECT_EQ(worked({cost}, facts), "50.00 USD");
  facts.costs = {bill("ticket", 50'01)};
  EXPECT_EQ(worked({cost}, facts), "50.00 USD");
  facts.costs = {bill("ticket", 49'99)};
  EXPECT_EQ(worked({cost}, facts), "49.99 USD");
  facts.costs = {bill("ticket", 10'00, "", "PHP")};
  EXPECT_EQ(worked({cost}, facts), "refer committee_decides");
}
TEST_F(ActualCost, PaysInTheCurrencyOfTheBillAndMixesNone) {
  facts.costs = {bill("ticket", 10'00, "", "SAR")};
  EXPECT_EQ(worked({cost}, facts), "10.00 SAR");
  facts.costs.push_back(bill("bus", 1'00));
  EXPECT_EQ(worked({cost}, facts), "refer committee_decides");
}

class AwardAgainstCover : public ::testing::Test {
 protected:
  AwardAgainstCover() {
    facts.contract = Contract{day("2022-05-01"), day("2024-04-30"), "agency", "", "", usd(400)};
    facts.award = Award{usd(3000), true, {}, {}};
  }
  Case facts;
  LowestOf lowest{{{AwardAmount{}}, {SalaryCover{3, usd(1000)}}}};
};

TEST_F(AwardAgainstCover, TakesTheLower) {
  EXPECT_EQ(worked({lowest}, facts), "2400.00 USD");
  facts.award->amount = money(2'399'99, "USD");
  EXPECT_EQ(worked({lowest}, facts), "2399.99 USD");
}
TEST_F(AwardAgainstCover, CountsFullYearsOnly) {
  facts.contract->end = day("2024-04-29");
  EXPECT_EQ(worked({lowest}, facts), "1200.00 USD");
  facts.contract->end = day("2023-04-29");
  EXPECT_EQ(worked({lowest}, facts), "0.00 USD");
}
TEST_F(AwardAgainstCover, CountsTheSalaryUpToTheCeiling) {
  facts.award->amount = usd(90000);
  for (const int salary : {999, 1000, 1001}) {
    facts.contract->salary = usd(salary);
    EXPECT_EQ(worked({lowest}, facts), salary == 999 ? "5994.00 USD" : "6000.00 USD");
  }
}
TEST_F(AwardAgainstCover, IsReferredWhereAFactIsMissingOrInAnotherCurrency) {
  facts.award->amount = money(3000'00, "PHP");
  EXPECT_EQ(worked({lowest}, facts), "refer committee_decides");
  facts.award.reset();
  EXPECT_EQ(worked({lowest}, facts), "refer committee_decides");
  facts.award = Award{usd(3000), true, {}, {}};
  facts.contract->salary = money(400'00, "SAR");
  EXPECT_EQ(worked({lowest}, facts), "refer committee_decides");
  facts.contract->salary.reset();
  EXPECT_EQ(worked({lowest}, facts), "refer committee_decides");
}

class RestOfAward : public ::testing::Test {
 protected:
  RestOfAward() { facts.award = Award{usd(3000), true, {}, {}}; }

  std::string rest_after(Outcome outcome, const Money& owed) {
    Pack pack;
    pack.schemes.resize(1);
    Situation at = situation_of(pack, facts);
    Line line;
    line.scheme = "insurer";
    line.benefit = "money_claim";
    line.outcome = outcome;
    at.decision.lines.push_back(line);
    at.owed.push_back(owed);
    const Worked result = work_out({RestAfter{{{AwardAmount{}}}, "insurer", "money_claim"}}, at);
    return result.amount ? decimal_text(*result.amount) : name_of(result.outcome);
  }
  Case facts;
};

TEST_F(RestOfAward, IsWhatTheOtherLeaves) {
  EXPECT_EQ(rest_after(Outcome::pay, usd(2400)), "600.00");
  EXPECT_EQ(rest_after(Outcome::pay, usd(3000)), "0.00");
  EXPECT_EQ(rest_after(Outcome::pay, usd(4000)), "0.00");
  EXPECT_EQ(rest_after(Outcome::refuse, Money{}), "3000.00");
}
TEST_F(RestOfAward, IsOpenWhileTheOtherIs) {
  EXPECT_EQ(rest_after(Outcome::refer, Money{}), "refer");
  EXPECT_EQ(rest_after(Outcome::pay, money(1'00, "PHP")), "refer");
}

class PercentOfSum : public ::testing::Test {
 protected:
  std::string of_grades(std::vector<int> grades) {
    Case facts;
    for (const int grade : grades) facts.impairments.push_back({"hand", "loss", "", "", grade, {}});
    return worked({table}, facts);
  }
  PercentByGrade table{money(1'01, "USD"), {{1, 12'000}, {2, 50'00}, {3, 49'50}}};
};

TEST_F(PercentOfSum, RoundsHalfUp) {
  EXPECT_EQ(of_grades({1}), "1.21 USD");  // 121.2
  EXPECT_EQ(of_grades({2}), "0.51 USD");  // 50.5
  EXPECT_EQ(of_grades({3}), "0.50 USD");  // 49.995
}
TEST_F(PercentOfSum, NeedsOneGradeOfTheTable) {
  EXPECT_EQ(of_grades({}), "refer committee_decides");
  EXPECT_EQ(of_grades({2, 2}), "0.51 USD");
  EXPECT_EQ(of_grades({2, 3}), "refer committee_decides");
  EXPECT_EQ(of_grades({4}), "refuse no_rate");
}

}  // namespace
}  // namespace haven::scheme
