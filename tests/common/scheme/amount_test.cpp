#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

PackPtr pays(const std::string& amount, const std::string& lines = "") {
  return SmallPack{"benefits:\n" + grant("amount: " + amount, lines)}.load();
}

TEST(Amount, IsRoundedHalfUpToTheSmallestUnit) {
  EXPECT_EQ(outcome(pays("\"100\""), small_case()), "pay 100.00 USD");
  EXPECT_EQ(outcome(pays("10.004"), small_case()), "pay 10.00 USD");
  EXPECT_EQ(outcome(pays("10.005"), small_case()), "pay 10.01 USD");
  EXPECT_EQ(outcome(pays("100 / 3"), small_case()), "pay 33.33 USD");
}

TEST(Amount, IsNotGuessedFromAFactThatIsNotKnown) {
  const auto pack = pays("2 * facts.days");
  Case facts = small_case();
  EXPECT_EQ(outcome(pack, facts), "refer committee_decides");
  facts.facts["days"] = "3";
  EXPECT_EQ(outcome(pack, facts), "pay 6.00 USD");
}

TEST(Amount, OfLessThanNothingIsNothing) {
  EXPECT_EQ(outcome(pays("1 - 2"), small_case()), "pay 0.00 USD");
  EXPECT_EQ(outcome(pays("1 - 1", "    when_nothing: minimum_not_reached\n"), small_case()),
            "refuse minimum_not_reached");
  EXPECT_EQ(outcome(pays("0.01", "    when_nothing: minimum_not_reached\n"), small_case()),
            "pay 0.01 USD");
}

TEST(Amount, IsNotConvertedFromAnotherCurrency) {
  const auto pack = pays("'min(award.amount, 500)'");
  Case facts = small_case();
  facts.award = Award{money(200'00, "USD"), true, {}, {}};
  EXPECT_EQ(outcome(pack, facts), "pay 200.00 USD");
  facts.award->amount = money(200'00, "PHP");
  EXPECT_EQ(outcome(pack, facts), "refer committee_decides");
}

TEST(Amount, IsInTheCurrencyThatTheVersionNames) {
  Case facts = small_case();
  EXPECT_EQ(outcome(pays("\"5\", currency: PHP"), facts), "pay 5.00 PHP");
  const auto stated = pays("award.amount, currency: award.currency");
  facts.award = Award{money(200'00, "SAR"), true, {}, {}};
  EXPECT_EQ(outcome(stated, facts), "pay 200.00 SAR");
  facts.award.reset();
  EXPECT_EQ(outcome(stated, facts), "refer committee_decides");
}

class AssessedBand : public ::testing::Test {
 protected:
  std::string assessed(std::int64_t minor, const char* currency = "USD") {
    facts.assessment = Assessment{"", money(minor, currency), "doctor", {}};
    return outcome(pack, facts);
  }
  Case facts = small_case();
  PackPtr pack = pays(
      "{band: {of: assessment.amount, least: \"25\", most: \"if facts.declared = false then "
      "null else 250\"}}");
};

TEST_F(AssessedBand, HoldsBothEnds) {
  EXPECT_EQ(assessed(24'99), "refuse outside_band");
  EXPECT_EQ(assessed(25'00), "pay 25.00 USD");
  EXPECT_EQ(assessed(250'00), "pay 250.00 USD");
  EXPECT_EQ(assessed(250'01), "refuse outside_band");
}
TEST_F(AssessedBand, WaitsForTheAssessorAndForTheBand) {
  EXPECT_EQ(outcome(pack, facts), "refer committee_decides");
  facts.facts["declared"] = "false";
  EXPECT_EQ(assessed(30'00), "refer committee_decides");
}
TEST_F(AssessedBand, DoesNotConvertCurrencies) {
  EXPECT_EQ(assessed(30'00, "PHP"), "refer committee_decides");
}

class AmountForEachPerson : public ::testing::Test {
 protected:
  Case facts = small_case();
  PackPtr pack = pays(
      "{for_each: {of: 'relatives[relation = \"child\" and school != null]', at_most: 2, "
      "pick: eldest, amount: 'if person.school = \"college\" then 12.5 else if person.school "
      "= \"primary\" then 5 else null', otherwise: not_eligible_status}}");
  Relative& add(const char* id, const char* born, const char* school) {
    facts.family.push_back(relative(id, "child", born));
    facts.family.back().school = school;
    return facts.family.back();
  }
};

TEST_F(AmountForEachPerson, IsPaidToThatPerson) {
  add("a", "2015-01-01", "primary");
  add("b", "2004-01-01", "college");
  EXPECT_EQ(outcome(pack, facts), "pay 17.50 USD");
  EXPECT_EQ(shares(pack, facts), "a 5.00, b 12.50");
}
TEST_F(AmountForEachPerson, IsForTheEldestInTheOrderOfListing) {
  add("young", "2016-01-01", "primary");
  add("middle", "2012-01-01", "primary");
  add("old", "2005-01-01", "college");
  EXPECT_EQ(shares(pack, facts), "middle 5.00, old 12.50");
}
TEST_F(AmountForEachPerson, LeavesOutWhoDoesNotCount) {
  add("dead", "2015-01-01", "primary").alive = false;
  add("barred", "2015-01-01", "primary").barred = true;
  add("idle", "2015-01-01", "");
  EXPECT_EQ(outcome(pack, facts), "refuse not_eligible_status");
}
TEST_F(AmountForEachPerson, IsReferredWhereOneHasNoAmount) {
  add("a", "2015-01-01", "primary");
  add("b", "2004-01-01", "evening");
  EXPECT_EQ(outcome(pack, facts), "refer committee_decides");
}
TEST_F(AmountForEachPerson, IsLessenedForEachInProportion) {
  add("a", "2015-01-01", "primary");
  add("b", "2004-01-01", "college");
  facts.history = {payment("2024-05-02", 7'00)};
  EXPECT_EQ(shares(pack, facts), "a 3.00, b 7.50");
}

class RestOfAward : public ::testing::Test {
 protected:
  RestOfAward() { facts.award = Award{money(300'00, "USD"), true, {}, {}}; }
  /// The earlier scheme's benefit does this; the fund owes the rest of the award.
  std::string after(const std::string& version) {
    SmallPack small{"benefits:\n" + grant("amount: {rest: {of: award.amount, after_scheme: "
                                          "earlier, after_benefit: grant}}")};
    small.earlier = "benefits:\n" + grant(version);
    return outcome(small.load(), facts);
  }
  Case facts = small_case();
};

TEST_F(RestOfAward, IsWhatTheOtherLeaves) {
  EXPECT_EQ(after("amount: \"240\""), "pay 60.00 USD");
  EXPECT_EQ(after("amount: \"300\""), "pay 0.00 USD");
  EXPECT_EQ(after("amount: \"301\""), "pay 0.00 USD");
  EXPECT_EQ(after("refuse: no_rate"), "pay 300.00 USD");
  EXPECT_EQ(after("not_open: true"), "pay 300.00 USD");
}
TEST_F(RestOfAward, CountsWhatTheOtherOwesBeforeItsEarlierPayments) {
  facts.history = {{"earlier", "grant", day("2024-05-05"), money(100'00, "USD"), false}};
  EXPECT_EQ(after("amount: \"240\""), "pay 60.00 USD");
}
TEST_F(RestOfAward, IsOpenWhileTheOtherIs) {
  EXPECT_EQ(after("refer: committee_decides"), "refer committee_decides");
  EXPECT_EQ(after("amount: \"1\", currency: PHP"), "refer committee_decides");
}

TEST(EarlierPayments, AreDeductedFromTheIncidentsDayOn) {
  Case facts = small_case();
  facts.history = {payment("2024-04-30", 90'00)};
  EXPECT_EQ(outcome(pays("\"100\""), facts), "pay 100.00 USD");
  facts.history = {payment("2024-05-01", 90'00)};
  EXPECT_EQ(outcome(pays("\"100\""), facts), "pay 10.00 USD");
  EXPECT_EQ(outcome(pays("\"100\"", "    deducts: never\n"), facts), "pay 100.00 USD");
}

TEST(EarlierPayments, OfABenefitThatThisOneStandsInsteadOfAreDeducted) {
  Case facts = small_case();
  facts.history = {payment("2024-05-02", 90'00, "extra")};
  EXPECT_EQ(outcome(pays("\"100\""), facts), "pay 100.00 USD");
  EXPECT_EQ(outcome(pays("\"100\", instead_of: [extra]"), facts), "pay 10.00 USD");
}

TEST(EarlierPayments, MayLeaveNothing) {
  const auto pack = pays("\"100\"", "    when_used_up: above_maximum\n");
  Case facts = small_case();
  facts.history = {payment("2024-05-02", 99'99)};
  EXPECT_EQ(outcome(pack, facts), "pay 0.01 USD");
  facts.history = {payment("2024-05-02", 100'00)};
  EXPECT_EQ(outcome(pack, facts), "refuse above_maximum");
  EXPECT_EQ(outcome(pays("\"100\""), facts), "pay 0.00 USD");
}

TEST(EarlierPayments, InAnotherCurrencyAreForAPerson) {
  Case facts = small_case();
  facts.history = {{"fund", "grant", day("2024-05-02"), money(1'00, "PHP"), false}};
  EXPECT_EQ(outcome(pays("\"100\""), facts), "refer committee_decides");
}

TEST(Instalments, SayHowOftenTheAmountIsPaid) {
  const auto instalments = [](const std::string& rule, const Case& facts) {
    const auto pack = pays("\"50\"", "    instalments: {every: month" + rule + "}\n");
    return line_of(decide(pack, facts), "fund", "grant")->instalments;
  };
  EXPECT_EQ(instalments("", small_case()), (Instalments{"month", {}, ""}));
  EXPECT_EQ(instalments(", times: 2 * 6, while: proof of life", small_case()),
            (Instalments{"month", 12, "proof of life"}));
  const auto pack = pays("\"50\"", "    instalments: {every: year, times: 3}\n");
  EXPECT_NE(json_of(decide(pack, small_case())).find(R"("instalments":{"every":"year","times":3})"),
            std::string::npos);
}

}  // namespace
}  // namespace haven::scheme
