#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

class Payees : public ::testing::Test {
 protected:
  std::string shared(const std::string& rule, const std::string& amount = "200") {
    const SmallPack small{"payees:\n  heirs:\n    source: law\n" + rule + "benefits:\n" +
                          grant("amount: \"" + amount + "\"", "    payees: heirs\n")};
    const auto pack = small.load();
    const std::string taken = shares(pack, facts);
    return taken.empty() ? outcome(pack, facts) : taken;
  }
  void paid(const char* on, std::int64_t minor, const char* currency = "USD") {
    facts.history.push_back({"earlier", "extra", day(on), money(minor, currency), false});
  }
  Case facts = small_case();
};

using Nominees = Payees;
const std::string equal = "    nominees: equal\n";
const std::string stated = "    nominees: stated\n";

TEST_F(Nominees, ShareEquallyWithTheWholeRemainderToTheFirst) {
  facts.nominees = {{"a", 10}, {"b", 80}, {"c", {}}};
  EXPECT_EQ(shared(equal), "a 66.68, b 66.66, c 66.66");
}
TEST_F(Nominees, ShareAsStatedWhereTheRuleSaysSo) {
  facts.nominees = {{"a", 50}, {"b", 25}, {"c", 25}};
  EXPECT_EQ(shared(stated, "1.01"), "a 0.51, b 0.25, c 0.25");
  facts.nominees[2].share_percent.reset();  // one share not stated: all equal
  EXPECT_EQ(shared(stated, "0.99"), "a 0.33, b 0.33, c 0.33");
}
TEST_F(Nominees, TakeNothingWhenDeadOrBarred) {
  facts.nominees = {{"a", {}}, {"b", {}}, {"c", {}}};
  facts.family = {relative("a", "spouse", "1990-01-01"), relative("b", "child", "2010-01-01")};
  facts.family[0].barred = true;
  facts.family[1].alive = false;
  EXPECT_EQ(shared(equal), "c 200.00");
  facts.nominees.pop_back();
  EXPECT_EQ(shared(equal), "pay 200.00 USD");  // nobody is named
}

using Classes = Payees;

TEST_F(Classes, GoToTheFirstWithSomebodyInIt) {
  const std::string rule = "    classes: [[spouse, child], [father, mother], [nominees]]\n";
  EXPECT_EQ(shared(rule), "pay 200.00 USD");
  facts.nominees = {{"friend", {}}};
  EXPECT_EQ(shared(rule), "friend 200.00");
  facts.family = {relative("mother", "mother", "1960-01-01")};
  EXPECT_EQ(shared(rule), "mother 200.00");
  facts.family.push_back(relative("son", "child", "1980-01-01"));
  EXPECT_EQ(shared(rule), "son 200.00");
  facts.family.push_back(relative("wife", "spouse", "1985-01-01"));
  EXPECT_EQ(shared(rule), "son 100.00, wife 100.00");  // as listed
  facts.family[1].barred = facts.family[2].barred = true;
  EXPECT_EQ(shared(rule), "mother 200.00");
}

using FamilyTables = Payees;

TEST_F(FamilyTables, NameTheRelationsThatShare) {
  const std::string rule =
      "    family_table: 'if member.married then [\"spouse\", \"mother\"] else [\"mother\", "
      "\"brother\"]'\n    only: not(person.relation = \"brother\" and person.married)\n";
  facts.family = {relative("brother", "brother", "1990-01-01"),
                  relative("mother", "mother", "1960-01-01"),
                  relative("wife", "spouse", "1991-01-01")};
  EXPECT_EQ(shared(rule), "brother 100.00, mother 100.00");
  facts.family[0].married = true;
  EXPECT_EQ(shared(rule), "mother 200.00");
  facts.member.married = true;
  EXPECT_EQ(shared(rule), "mother 100.00, wife 100.00");
  facts.family[1].alive = facts.family[2].alive = false;
  EXPECT_EQ(shared(rule), "pay 200.00 USD");
}

class OneStudent : public Payees {
 protected:
  Relative& add(const char* id, const char* relation, const char* born) {
    facts.family.push_back(relative(id, relation, born));
    facts.family.back().school = "primary";
    return facts.family.back();
  }
  std::string picked() {
    return shared(R"(    one_of:
      - of: 'relatives[relation = "child"]'
        pick: eldest
        only:
          - {needs: not(person.married) and person.school != null, otherwise: not_eligible_status}
          - {needs: 'age(person.born, incident.date) < 21', otherwise: age_limit}
      - of: >-
          if count(relatives[relation in ("spouse", "child")]) > 0 then []
          else relatives[relation in ("brother", "sister")]
        pick: first_listed
)");
  }
};

TEST_F(OneStudent, IsTheEldestWhoMeetsEveryCondition) {
  add("young", "child", "2012-01-01");
  add("old", "child", "2005-01-01");
  add("middle", "child", "2008-01-01");
  EXPECT_EQ(picked(), "old 200.00");
  facts.family[1].married = true;
  EXPECT_EQ(picked(), "middle 200.00");
  facts.family[2].school.clear();
  EXPECT_EQ(picked(), "young 200.00");
}
TEST_F(OneStudent, IsTheFirstListedOfTwins) {
  add("one", "child", "2008-01-01");
  add("two", "child", "2008-01-01");
  EXPECT_EQ(picked(), "one 200.00");
}
TEST_F(OneStudent, HasNotCompletedTheAgeOnTheDay) {
  add("today", "child", "2003-05-01");
  EXPECT_EQ(picked(), "refuse age_limit");
  add("tomorrow", "child", "2003-05-02");
  EXPECT_EQ(picked(), "tomorrow 200.00");
}
TEST_F(OneStudent, IsASiblingOnlyWithoutSpouseAndChild) {
  add("sister", "sister", "2008-01-01");
  add("brother", "brother", "2001-01-01");
  EXPECT_EQ(picked(), "sister 200.00");
  add("wife", "spouse", "1990-01-01");
  EXPECT_EQ(picked(), "refuse not_entitled_relation");
  facts.family[2].alive = false;
  EXPECT_EQ(picked(), "sister 200.00");
  add("baby", "child", "2023-01-01").school.clear();
  EXPECT_EQ(picked(), "refuse not_eligible_status");
}
TEST_F(OneStudent, GivesTheReasonOfWhoCameFurthest) {
  add("idle", "child", "2012-01-01").school.clear();
  add("old", "child", "2000-01-01");
  EXPECT_EQ(picked(), "refuse age_limit");
  std::swap(facts.family[0], facts.family[1]);
  EXPECT_EQ(picked(), "refuse age_limit");
}
TEST_F(OneStudent, NeedsABirthDayToBeYoungEnough) {
  add("unknown", "child", "2010-01-01").born.reset();
  EXPECT_EQ(picked(), "refuse age_limit");
}
TEST_F(OneStudent, IsNobodyInAnEmptyFamily) {
  EXPECT_EQ(picked(), "refuse not_entitled_relation");
}

using Advance = Payees;
const std::string advanced = "    advanced_by: {scheme: earlier, benefit: extra}\n";

TEST_F(Advance, GoesBackToWhoPaidIt) {
  EXPECT_EQ(shared(advanced), "pay 200.00 USD");
  paid("2024-04-30", 200'00);  // for an earlier incident
  EXPECT_EQ(shared(advanced), "pay 200.00 USD");
  paid("2024-05-01", 200'00);
  EXPECT_EQ(shared(advanced), "earlier 200.00");
}
TEST_F(Advance, LeavesTheWorkerWhatItDidNotPay) {
  paid("2024-05-05", 150'00);
  EXPECT_EQ(shared(advanced), "earlier 150.00, claimant 50.00");
  paid("2024-05-06", 150'00);
  EXPECT_EQ(shared(advanced), "earlier 200.00");
}
TEST_F(Advance, InAnotherCurrencyGoesBackWhole) {
  paid("2024-05-05", 9'000'00, "PHP");
  EXPECT_EQ(shared(advanced), "earlier 200.00");
}

class FixedFractions : public Payees {
 protected:
  std::string divided(const std::string& amount = "2400") {
    return shared(R"(    fractions:
      fixed:
        - {who: 'relatives[relation = "spouse"]', together: 'if count(relatives[relation = "child"]) > 0 then [1, 8] else [1, 4]'}
        - {who: 'relatives[relation = "mother"]', together: 'if count(relatives[relation = "child"]) > 0 then [1, 6] else [1, 3]'}
        - {who: 'relatives[relation = "sister"]', together: '[2, 3]'}
        - {who: 'relatives[relation = "father" and disabled]', together: 'null'}
      residue:
        - {who: 'relatives[relation = "child"]', weight: 'if person.sex = "male" then 2 else 1'}
        - {who: 'relatives[relation in ("brother", "mother")]', weight: '1'}
)",
                  amount);
  }
  void add(const char* id, const char* relation, const char* sex = "female") {
    facts.family.push_back(sample::relative(id, relation, "1990-01-01"));
    facts.family.back().sex = sex;
  }
};

TEST_F(FixedFractions, ComeFirstAndTheResidueGoesByWeight) {
  add("son", "child", "male");
  add("wife", "spouse");
  add("girl", "child");
  EXPECT_EQ(divided(), "son 1400.00, wife 300.00, girl 700.00");
  add("mother", "mother");
  EXPECT_EQ(divided(), "son 1133.33, wife 300.00, girl 566.67, mother 400.00");
}
TEST_F(FixedFractions, AreSharedByThoseOfOneKind) {
  add("first", "spouse");
  add("second", "spouse");
  add("son", "child", "male");
  EXPECT_EQ(divided(), "first 150.00, second 150.00, son 2100.00");
}
TEST_F(FixedFractions, AddUpForWhoTakesTwice) {
  add("wife", "spouse");
  add("mother", "mother");
  EXPECT_EQ(divided(), "wife 600.00, mother 1800.00");  // a third and the residue
}
TEST_F(FixedFractions, AboveOneAreReducedInProportion) {
  add("wife", "spouse");
  add("mother", "mother");
  add("one", "sister");
  add("two", "sister");
  // 3/12 + 4/12 + 8/12 = 15/12
  EXPECT_EQ(divided("1500"), "wife 300.00, mother 400.00, one 400.00, two 400.00");
}
TEST_F(FixedFractions, NameNobodyWhereNobodyTakesTheResidue) {
  add("wife", "spouse");
  EXPECT_EQ(divided(), "pay 2400.00 USD");
  add("brother", "brother", "male");
  EXPECT_EQ(divided(), "wife 600.00, brother 1800.00");
}
TEST_F(FixedFractions, NameNobodyWhereAFractionIsNotKnown) {
  add("son", "child", "male");
  add("father", "father", "male");
  EXPECT_EQ(divided(), "son 2400.00");
  facts.family[1].disabled = true;
  EXPECT_EQ(divided(), "pay 2400.00 USD");
}
TEST_F(FixedFractions, AreRoundedDownWithTheUnitsLeftToTheLargestPartsCutOff) {
  add("wife", "spouse");
  add("son", "child", "male");
  add("girl", "child");
  EXPECT_EQ(divided("0.99"), "wife 0.12, son 0.58, girl 0.29");  // 12.375, 57.75, 28.875
}

}  // namespace
}  // namespace haven::scheme
