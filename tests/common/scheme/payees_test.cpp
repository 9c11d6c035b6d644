#include "common/scheme/payees.hpp"

#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

using sample::day;
using sample::relative;

class Payees : public ::testing::Test {
 protected:
  Payees() { facts.incident.date = day("2023-08-01"); }

  std::string shared(const PayeeRule& rule, std::int64_t minor = 200'00) {
    const Pack pack;
    std::string text;
    for (const Share& each : shares_of(situation_of(pack, facts), rule, money(minor, "USD"))) {
      text += (text.empty() ? "" : ", ") + each.party + " " + decimal_text(each.amount);
    }
    return text;
  }

  std::string picked(const OneRelative& rule) {
    const Pack pack;
    const Picked found = pick(situation_of(pack, facts), rule);
    return found.relative != nullptr ? found.relative->id : found.reason;
  }

  Case facts;
};

using Nominees = Payees;

TEST_F(Nominees, ShareEquallyWithTheWholeRemainderToTheFirst) {
  facts.nominees = {{"a", 10}, {"b", 80}, {"c", {}}};
  EXPECT_EQ(shared({NomineesPay{ShareRule::equal}, ""}), "a 66.68, b 66.66, c 66.66");
}
TEST_F(Nominees, ShareAsStatedWhereTheRuleSaysSo) {
  facts.nominees = {{"a", 50}, {"b", 25}, {"c", 25}};
  EXPECT_EQ(shared({NomineesPay{ShareRule::stated}, ""}, 101), "a 0.51, b 0.25, c 0.25");
  facts.nominees[2].share_percent.reset();  // one share not stated: all equal
  EXPECT_EQ(shared({NomineesPay{ShareRule::stated}, ""}, 99), "a 0.33, b 0.33, c 0.33");
}
TEST_F(Nominees, TakeNothingWhenDeadOrBarred) {
  facts.nominees = {{"a", {}}, {"b", {}}, {"c", {}}};
  facts.family = {relative("a", "spouse", "1990-01-01"), relative("b", "child", "2010-01-01")};
  facts.family[0].barred = true;
  facts.family[1].alive = false;
  EXPECT_EQ(shared({NomineesPay{ShareRule::equal}, ""}), "c 200.00");
  facts.nominees.pop_back();
  EXPECT_EQ(shared({NomineesPay{ShareRule::equal}, ""}), "");
}

using Classes = Payees;

TEST_F(Classes, GoToTheFirstWithSomebodyInIt) {
  const PayeeRule rule{ClassesPay{{{"spouse", "child"}, {"father", "mother"}}}, ""};
  EXPECT_EQ(shared(rule), "");
  facts.family = {relative("mother", "mother", "1960-01-01")};
  EXPECT_EQ(shared(rule), "mother 200.00");
  facts.family.push_back(relative("son", "child", "1980-01-01"));
  EXPECT_EQ(shared(rule), "son 200.00");
  facts.family.push_back(relative("wife", "spouse", "1985-01-01"));
  EXPECT_EQ(shared(rule), "son 100.00, wife 100.00");  // as listed
  facts.family[1].barred = facts.family[2].barred = true;
  EXPECT_EQ(shared(rule), "mother 200.00");
}

class OneStudent : public Payees {
 protected:
  Relative& add(const char* id, const char* relation, const char* born) {
    facts.family.push_back(relative(id, relation, born));
    facts.family.back().school = "primary";
    return facts.family.back();
  }
  OneRelative rule{{{{"child"}, {}, true, 21, true, true},
                    {{"brother", "sister"}, {"spouse", "child"}, true, 21, true, true}}};
};

TEST_F(OneStudent, IsTheEldestWhoMeetsEveryCondition) {
  add("young", "child", "2012-01-01");
  add("old", "child", "2005-01-01");
  add("middle", "child", "2008-01-01");
  EXPECT_EQ(picked(rule), "old");
  facts.family[1].married = true;
  EXPECT_EQ(picked(rule), "middle");
  facts.family[2].school.clear();
  EXPECT_EQ(picked(rule), "young");
}
TEST_F(OneStudent, IsTheFirstListedOfTwins) {
  add("one", "child", "2008-01-01");
  add("two", "child", "2008-01-01");
  EXPECT_EQ(picked(rule), "one");
}
TEST_F(OneStudent, HasNotCompletedTheAgeOnTheDay) {
  add("today", "child", "2002-08-01");
  EXPECT_EQ(picked(rule), "age_limit");
  add("tomorrow", "child", "2002-08-02");
  EXPECT_EQ(picked(rule), "tomorrow");
}
TEST_F(OneStudent, IsASiblingOnlyWithoutSpouseAndChild) {
  add("sister", "sister", "2008-01-01");
  EXPECT_EQ(picked(rule), "sister");
  add("wife", "spouse", "1990-01-01");
  EXPECT_EQ(picked(rule), "not_entitled_relation");
  facts.family[1].alive = false;
  EXPECT_EQ(picked(rule), "sister");
  add("baby", "child", "2023-01-01").school.clear();
  EXPECT_EQ(picked(rule), "not_eligible_status");
}
TEST_F(OneStudent, NeedsABirthDayToBeYoungEnough) {
  add("unknown", "child", "2010-01-01").born.reset();
  EXPECT_EQ(picked(rule), "age_limit");
}
TEST_F(OneStudent, IsNobodyInAnEmptyFamily) {
  EXPECT_EQ(picked(rule), "not_entitled_relation");
}

class Advance : public Payees {
 protected:
  void paid(const char* on, std::int64_t minor, const char* currency = "USD") {
    facts.history.push_back({"fund", "ticket", day(on), money(minor, currency), false});
  }
  PayeeRule rule{AdvancedBy{"fund", "ticket"}, ""};
};

TEST_F(Advance, GoesBackToWhoPaidIt) {
  EXPECT_EQ(shared(rule), "");
  paid("2023-07-31", 200'00);  // for an earlier incident
  EXPECT_EQ(shared(rule), "");
  paid("2023-08-01", 200'00);
  EXPECT_EQ(shared(rule), "fund 200.00");
}
TEST_F(Advance, LeavesTheWorkerWhatItDidNotPay) {
  paid("2023-08-05", 150'00);
  EXPECT_EQ(shared(rule), "fund 150.00, claimant 50.00");
  paid("2023-08-06", 150'00);
  EXPECT_EQ(shared(rule), "fund 200.00");
}
TEST_F(Advance, InAnotherCurrencyGoesBackWhole) {
  paid("2023-08-05", 9'000'00, "PHP");
  EXPECT_EQ(shared(rule), "fund 200.00");
}

}  // namespace
}  // namespace haven::scheme
