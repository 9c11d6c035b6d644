#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

PackPtr tested(const std::string& tests) {
  return SmallPack{"benefits:\n" + grant("amount: \"100\"", "    tests:\n" + tests)}.load();
}

class OneTest : public ::testing::Test {
 protected:
  std::string with(const char* days) {
    facts.facts.clear();
    if (*days != 0) facts.facts["days"] = days;
    return outcome(pack, facts);
  }
  PackPtr pack;
  Case facts = small_case();
};

TEST_F(OneTest, OfWhatIsNeededPassesOnlyWhenTrue) {
  pack = tested(
      "      - {rule: days, stage: cap, needs: facts.days >= 7, refuse: minimum_not_reached, "
      "source: law}\n");
  EXPECT_EQ(with("7"), "pay 100.00 USD");
  EXPECT_EQ(with("6"), "refuse minimum_not_reached");
  EXPECT_EQ(with(""), "refer committee_decides");
  EXPECT_EQ(line_of(decide(pack, facts), "fund", "grant")->rule, "days");
}

TEST_F(OneTest, OfWhatExcludesPassesUnlessTrue) {
  pack = tested(
      "      - {rule: days, stage: cap, fails_when: facts.days > 7, refer: above_maximum, "
      "source: law}\n");
  EXPECT_EQ(with("7"), "pay 100.00 USD");
  EXPECT_EQ(with("8"), "refer above_maximum");
  EXPECT_EQ(with(""), "pay 100.00 USD");
}

TEST_F(OneTest, MayTakeItsReasonFromFeel) {
  pack = tested(
      "      - {rule: days, stage: cap, source: law, reason_from: 'if facts.days > 9 then "
      "\"above_maximum\" else if facts.days > 8 then \"committee_decides\" else if facts.days > 7 "
      "then \"no such reason\" else null'}\n");
  EXPECT_EQ(with("7"), "pay 100.00 USD");
  EXPECT_EQ(with("8"), "refer committee_decides");
  EXPECT_EQ(with("9"), "refer committee_decides");
  EXPECT_EQ(with("10"), "refuse above_maximum");
  EXPECT_EQ(with(""), "pay 100.00 USD");
}

// The order in which tests are made is the order of the stages, whatever the order of writing.
TEST(Tests, AreMadeInOrderOfStage) {
  const char* stages[] = {"filing", "age", "cause", "relation", "condition", "cap"};
  const char* reasons[] = {"filed_late", "age_limit",  "cause_excluded", "not_entitled_relation",
                           "no_rate",    "cap_used_up"};
  std::string tests;
  for (int i = 5; i >= 0; --i) {
    tests += "      - {rule: r, stage: " + std::string{stages[i]} +
             ", fails_when: facts.days <= " + std::to_string(i) + ", refuse: " + reasons[i] +
             ", source: law}\n";
  }
  const auto pack = tested(tests);
  Case facts = small_case();
  for (int i = 0; i < 6; ++i) {
    facts.facts["days"] = std::to_string(i);
    EXPECT_EQ(outcome(pack, facts), "refuse " + std::string{reasons[i]});
  }
  facts.facts["days"] = "6";
  EXPECT_EQ(outcome(pack, facts), "pay 100.00 USD");
}

TEST(Tests, OfMembershipComeFirstAndLimitsLast) {
  const auto pack =
      SmallPack{
          "cover: {starts: registration.starts, ends: registration.ends, source: law}\n"
          "benefits:\n" +
          grant("amount: \"100\"",
                "    facts_needed: [facts.note]\n"
                "    tests:\n      - {rule: late, stage: filing, needs: 'filed <= "
                "add_days(incident.date, 30)', refuse: filed_late, source: law}\n"
                "      - {rule: cap, stage: cap, needs: facts.declared, refuse: "
                "above_maximum, source: law}\n") +
          "limits:\n  - {limit: once, over: grant, times: 1, refuse: frequency_limit, "
          "source: law}\n"}
          .load();
  Case facts = small_case();
  facts.filed = day("2024-06-01");
  facts.history = {payment("2024-04-01", 1'00)};
  facts.facts["declared"] = "false";
  EXPECT_EQ(outcome(pack, facts), "refuse not_member");
  facts.registrations = {registration("2024-05-02", "2024-12-31")};
  EXPECT_EQ(outcome(pack, facts), "refuse cover_not_started");
  facts.registrations[0].starts = day("2024-01-01");
  EXPECT_EQ(outcome(pack, facts), "refuse filed_late");
  facts.filed = day("2024-05-31");
  EXPECT_EQ(outcome(pack, facts), "refer committee_decides");
  facts.facts["note"] = "x";
  EXPECT_EQ(outcome(pack, facts), "refuse above_maximum");
  facts.facts["declared"] = "true";
  EXPECT_EQ(outcome(pack, facts), "refuse frequency_limit");
  facts.history.clear();
  EXPECT_EQ(outcome(pack, facts), "pay 100.00 USD");
}

TEST(Versions, HoldFromTheirFirstDayUntilTheNext) {
  const auto pack = SmallPack{R"(benefits:
  - benefit: grant
    opened_by: [{incident: death}]
    version_by: if facts.day != null then facts.day else incident.date
    source: law
    versions:
      - {from: 2010-01-01, until: 2014-12-31, amount: "1", source: law}
      - {from: 2015-01-01, until: 2015-12-31, refer: above_maximum, source: law}
      - {from: 2016-01-01, until: 2016-12-31, not_open: true, source: law}
      - {from: 2017-01-01, until: 2017-12-31, when: incident.cause = "accident", amount: "4", source: law}
      - from: 2018-01-01
        amount: "5"
        source: law
        tests:
          - {rule: own, stage: cause, needs: incident.cause = "accident", refuse: cause_not_covered, source: law}
)"}
                        .load();
  Case facts = small_case();
  const auto on = [&](const char* date) {
    facts.facts.clear();
    if (*date != 0) facts.facts["day"] = date;
    return outcome(pack, facts);
  };
  EXPECT_EQ(on("2009-12-31"), "refer committee_decides");
  EXPECT_EQ(on("2010-01-01"), "pay 1.00 USD");
  EXPECT_EQ(on("2014-12-31"), "pay 1.00 USD");
  EXPECT_EQ(on("2015-01-01"), "refer above_maximum");
  EXPECT_EQ(on("2016-01-01"), "none");
  EXPECT_EQ(on("2017-12-31"), "none");
  EXPECT_EQ(on("2018-01-01"), "refuse cause_not_covered");
  facts.incident.cause = "accident";
  EXPECT_EQ(on("2017-12-31"), "pay 4.00 USD");
  EXPECT_EQ(on("2018-01-01"), "pay 5.00 USD");
  EXPECT_EQ(on(""), "pay 5.00 USD");  // by the incident
}

TEST(Versions, AreForAPersonWhereTheDayIsNotKnown) {
  const auto pack =
      SmallPack{"benefits:\n" + grant("amount: \"1\"", "    version_by: facts.day\n")}.load();
  Case facts = small_case();
  EXPECT_EQ(outcome(pack, facts), "refer committee_decides");
  facts.facts["day"] = "1900-01-01";
  EXPECT_EQ(outcome(pack, facts), "pay 1.00 USD");
}

TEST(Openings, AreIncidentsApplicationsBillsAndConditions) {
  const auto pack = SmallPack{R"(benefits:
  - benefit: grant
    opened_by:
      - {incident: death, on_application: true}
      - {incident: illness, on_cost: [bed, taxi], when: facts.declared}
    source: law
    versions: [{from: 1900-01-01, amount: "1", source: law}]
)"}
                        .load();
  Case facts = small_case();
  EXPECT_EQ(outcome(pack, facts), "none");
  facts.apply = {"extra"};
  EXPECT_EQ(outcome(pack, facts), "none");
  facts.apply = {"grant"};
  EXPECT_EQ(outcome(pack, facts), "pay 1.00 USD");
  facts.incident.kind = "illness";
  EXPECT_EQ(outcome(pack, facts), "none");
  facts.costs = {bill("ticket", 1'00)};
  facts.facts["declared"] = "true";
  EXPECT_EQ(outcome(pack, facts), "none");
  facts.costs = {bill("taxi", 1'00)};
  EXPECT_EQ(outcome(pack, facts), "pay 1.00 USD");
  facts.facts["declared"] = "false";
  EXPECT_EQ(outcome(pack, facts), "none");
}

TEST(Openings, SayWhatTheyNeedOfTheCover) {
  const auto with_cover = [](const char* cover, const char* ends) {
    const auto pack =
        SmallPack{
            "cover: {starts: registration.starts, ends: registration.ends, source: law}\n"
            "benefits:\n  - benefit: grant\n    opened_by: [{incident: death, cover: " +
            std::string{cover} +
            "}]\n    source: law\n    versions: [{from: 1900-01-01, amount: 'if "
            "cover.status = \"active\" then 2 else 1', source: law}]\n"}
            .load();
    Case facts = small_case();
    facts.registrations = {registration("2024-01-01", ends)};
    return outcome(pack, facts);
  };
  EXPECT_EQ(with_cover("active", "2024-05-01"), "pay 2.00 USD");
  EXPECT_EQ(with_cover("active", "2024-04-30"), "refuse cover_ended");
  EXPECT_EQ(with_cover("may_have_ended", "2024-04-30"), "pay 1.00 USD");
  EXPECT_EQ(with_cover("not_tested", "2024-04-30"), "pay 1.00 USD");
}

/// What a FEEL text comes to as the amount of a grant.
std::string worth(const std::string& feel, const Case& facts = small_case(),
                  const std::string& earlier = "") {
  SmallPack small{
      "benefits:\n  - benefit: grant\n    opened_by: [{incident: death}]\n    source: "
      "law\n    versions:\n      - from: 1900-01-01\n        source: law\n        "
      "amount: '" +
      feel + "'\n"};
  small.earlier = earlier;
  return outcome(small.load(), facts);
}

TEST(Functions, CountAgesMonthsAndDays) {
  EXPECT_EQ(worth("age(date(\"2003-05-02\"), incident.date)"), "pay 20.00 USD");
  EXPECT_EQ(worth("age(date(\"2003-05-01\"), incident.date)"), "pay 21.00 USD");
  EXPECT_EQ(worth("age(member.born, incident.date)"), "refer committee_decides");
  EXPECT_EQ(worth("full_months(date(\"2023-03-05\"), date(\"2023-05-03\"))"), "pay 1.00 USD");
  EXPECT_EQ(worth("full_months(date(\"2023-03-05\"), date(\"2023-05-04\"))"), "pay 2.00 USD");
  EXPECT_EQ(worth("full_years(date(\"2022-05-01\"), date(\"2024-04-29\"))"), "pay 1.00 USD");
  EXPECT_EQ(worth("full_years(date(\"2022-05-01\"), date(\"2024-04-30\"))"), "pay 2.00 USD");
  EXPECT_EQ(worth("add_months(date(\"2023-11-30\"), 3).day"), "pay 29.00 USD");
  EXPECT_EQ(worth("add_months(date(\"2024-03-31\"), -1).day"), "pay 29.00 USD");
  EXPECT_EQ(worth("add_days(date(\"2024-02-28\"), 2).day"), "pay 1.00 USD");
  EXPECT_EQ(worth("working_days_after(date(\"2024-03-01\"), 1).day"), "pay 4.00 USD");
  EXPECT_EQ(worth("add_days(incident.date, 999999999).day"), "refer committee_decides");
}

TEST(Functions, KnowWhatWasPaidForThisIncident) {
  Case facts = small_case();
  facts.history = {payment("2024-04-30", 1'00, "extra"), payment("2024-05-01", 2'00, "extra"),
                   payment("2024-05-02", 4'00, "extra"), payment("2024-05-02", 8'00, "care")};
  EXPECT_EQ(worth("paid(\"fund\", \"extra\")", facts), "pay 6.00 USD");
  EXPECT_EQ(worth("1 + paid(\"fund\", \"visit\")", facts), "pay 1.00 USD");
  facts.history[2].amount = money(4'00, "PHP");
  EXPECT_EQ(worth("paid(\"fund\", \"extra\")", facts), "refer committee_decides");
}

TEST(Functions, KnowWhatWasDecidedEarlier) {
  const std::string paying = "benefits:\n" + grant("amount: \"7\"");
  const std::string refusing = "benefits:\n" + grant("refuse: no_rate");
  const std::string feel =
      "if decided(\"earlier\", \"grant\") = null then 1 else if decided(\"earlier\", "
      "\"grant\").outcome = \"pay\" then decided(\"earlier\", \"grant\").amount else if "
      "decided(\"earlier\", \"grant\").reason = \"no_rate\" then 2 else 3";
  EXPECT_EQ(worth(feel, small_case(), paying), "pay 7.00 USD");
  EXPECT_EQ(worth(feel, small_case(), refusing), "pay 2.00 USD");
  EXPECT_EQ(worth(feel, small_case(), "benefits:\n" + grant("refer: committee_decides")),
            "pay 3.00 USD");
  EXPECT_EQ(worth(feel, small_case(), "benefits:\n" + grant("not_open: true")), "pay 1.00 USD");
}

TEST(Flags, AreRaisedWhenTheirConditionIsTrue) {
  const SmallPack small{"clock: {days: 10, from: incident.date, source: law}\nbenefits:\n" +
                        grant("amount: \"60\"") +
                        "flags: [{flag: look_at_it, when: 'today > due(\"fund\", \"grant\")', "
                        "source: law}]\n"};
  const auto pack = small.load();
  Case facts = small_case();
  facts.today = day("2024-05-11");
  EXPECT_TRUE(decide(pack, facts).flags.empty());
  facts.today = day("2024-05-12");
  EXPECT_EQ(decide(pack, facts).flags, std::vector<std::string>{"look_at_it"});
}

TEST(Appeal, IsWhereTheSchemeSays) {
  const auto pack = SmallPack{"appeal: {to: the tribunal, days: 35, source: law}\nbenefits:\n" +
                              grant("amount: \"1\"")}
                        .load();
  const auto appeal = appeal_of(*pack, "fund");
  ASSERT_TRUE(appeal.has_value());
  EXPECT_EQ(appeal->to, "the tribunal");
  EXPECT_EQ(appeal->days, 35);
  EXPECT_EQ(appeal_of(*sample::philippines(), "owwa"), std::nullopt);
}

TEST(Trace, SaysWhichFactsARuleLookedAt) {
  const auto pack = tested(
      "      - {rule: days, stage: cap, needs: facts.days >= 7 and incident.cause = \"illness\", "
      "refuse: minimum_not_reached, source: law}\n");
  Case facts = small_case();
  facts.facts["days"] = "8";
  const Decision decision = decide(pack, facts);
  const auto& trace = decision.lines.at(0).trace;
  ASSERT_EQ(trace.size(), 3U);
  EXPECT_EQ(trace[0], (Step{"version_is_in_force", "from 1900-01-01, chosen by 2024-05-01"}));
  EXPECT_EQ(trace[1], (Step{"days", "incident.cause is illness, facts.days is 8"}));
  EXPECT_EQ(trace[2], (Step{"amount_follows_from_the_rule", "100: 100.00 USD"}));
}

}  // namespace
}  // namespace haven::scheme
