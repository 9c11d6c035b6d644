#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

using sample::day;
using sample::decide;
using sample::outcome_of;

std::vector<std::string> rules_of(const Line& line) {
  std::vector<std::string> rules;
  for (const Step& step : line.trace) rules.push_back(step.rule);
  return rules;
}

TEST(Decision, SaysEveryBenefitOfEveryLayerThatTheIncidentOpens) {
  const Decision decision = decide(sample::death_of_a_cook());
  std::vector<std::string> lines;
  for (const Line& line : decision.lines) lines.push_back(line.scheme + " " + line.benefit);
  EXPECT_EQ(lines, (std::vector<std::string>{"oci death", "owwa death", "owwa burial", "poea death",
                                             "poea burial"}));
  EXPECT_EQ(decision.pack, "ph");
  EXPECT_EQ(decision.pack_hash, hash_of(*sample::philippines()));
}

TEST(Decision, ShowsTheTestsInTheOrderTheyWereMade) {
  const Decision decision = decide(sample::death_of_a_cook());
  const Line& line = *sample::line_of(decision, "owwa", "death");
  EXPECT_EQ(rules_of(line),
            (std::vector<std::string>{"cover_includes_incident", "version_is_in_force",
                                      "amount_follows_from_the_rule", "payees_are_named"}));
  EXPECT_EQ(line.trace.front().result, "2022-01-17 to 2024-01-16 includes 2023-08-01");
  EXPECT_EQ(line.layer, "fund");
  EXPECT_NE(line.source.find("ph-4"), std::string::npos);
}

// Of several tests that would fail, the most basic gives the reason. Each step mends one of them.
TEST(Decision, NamesTheMostBasicReasonFirst) {
  Case facts;
  facts.pack = "ph";
  facts.today = day("2020-05-20");
  facts.member.country = "PH";
  facts.incident = {"calamity", "", day("2020-01-12"), "PH", {}};
  facts.filed = day("2020-05-01");
  facts.facts = {{"calamity", "taal_2020"}, {"declared_area", "false"}};
  facts.history = {{"owwa", "calamity", day("2020-02-02"), money(3000'00, "PHP"), true}};
  const auto now = [&] { return outcome_of(decide(facts), "owwa", "calamity"); };

  EXPECT_EQ(now(), "refuse not_member");
  facts.registrations = {{"owwa", "new", "direct", {}, day("2020-02-01"), {}, {}, false, ""}};
  EXPECT_EQ(now(), "refuse cover_not_started");
  facts.registrations[0].paid = day("2019-02-01");
  EXPECT_EQ(now(), "refuse outside_window");
  facts.filed = day("2020-04-12");
  EXPECT_EQ(now(), "refuse not_declared_area");
  facts.facts["declared_area"] = "true";
  EXPECT_EQ(now(), "refuse frequency_limit");
  facts.history.clear();
  EXPECT_EQ(now(), "pay 3000.00 PHP");
}

TEST(Decision, OpensNothingThatTheIncidentDoesNotName) {
  Case facts = sample::death_of_a_cook();
  facts.incident = {"illness", "illness", day("2023-08-01"), "AE", {}};
  facts.costs = {{"remains", money(1'00, "USD"), {}, true, ""},
                 {"ticket", money(1'00, "USD"), {}, true, ""}};
  facts.apply = {"education", "livelihood"};
  EXPECT_TRUE(decide(facts).lines.empty());
  facts.incident.kind = "accident";  // known elsewhere
  EXPECT_TRUE(decide(facts).lines.empty());
}

TEST(Decision, AsksAPersonWhereAFactIsNotKnown) {
  Case facts = sample::death_of_a_cook();
  facts.incident.cause.clear();
  const Decision decision = decide(facts);
  EXPECT_EQ(outcome_of(decision, "owwa", "death"), "refer committee_decides");
  EXPECT_EQ(outcome_of(decision, "owwa", "accidental_death"), "none");
  EXPECT_EQ(sample::line_of(decision, "owwa", "death")->rule, "facts_are_known");
}

TEST(Decision, RefersADayBeforeTheFirstVersion) {
  Case facts = sample::death_of_a_cook();
  facts.registrations[0].paid = day("1990-12-01");
  facts.incident.date = day("1991-06-02");
  EXPECT_EQ(outcome_of(decide(facts), "owwa", "death"), "refer committee_decides");
  facts.incident.date = day("1991-06-03");
  EXPECT_EQ(outcome_of(decide(facts), "owwa", "death"), "pay 25000.00 PHP");
}

TEST(Decision, DeductsPaymentsFromTheIncidentsDayOn) {
  Case facts = sample::death_of_a_cook();
  facts.history = {{"oci", "death", day("2023-07-31"), money(9'000'00, "USD"), false}};
  EXPECT_EQ(outcome_of(decide(facts), "oci", "death"), "pay 10000.00 USD");
  facts.history[0].date = day("2023-08-01");
  const Decision rest = decide(facts);
  EXPECT_EQ(outcome_of(rest, "oci", "death"), "pay 1000.00 USD");
  EXPECT_EQ(rest.flags, std::vector<std::string>{"paid_less_than_owed"});
  facts.history[0].amount = money(11'000'00, "USD");
  EXPECT_EQ(outcome_of(decide(facts), "oci", "death"), "pay 0.00 USD");
}

TEST(Decision, CountsWhatWasPaidUnderTheOtherCauseOfDeath) {
  Case facts = sample::death_of_a_cook();
  facts.incident.cause = "accident";
  facts.history = {{"oci", "death", day("2023-08-10"), money(10'000'00, "USD"), false}};
  EXPECT_EQ(outcome_of(decide(facts), "oci", "accidental_death"), "pay 5000.00 USD");
}

TEST(Decision, RefersAPaymentMadeInAnotherCurrency) {
  Case facts = sample::death_of_a_cook();
  facts.history = {{"oci", "death", day("2023-08-10"), money(10'000'00, "PHP"), false}};
  EXPECT_EQ(outcome_of(decide(facts), "oci", "death"), "refer committee_decides");
}

TEST(Decision, HoldsThePolicysClockWhileItsPaperIsMissingAndNoOthers) {
  Case facts = sample::death_of_a_cook();
  facts.filed = day("2023-09-01");
  facts.documents = {{"death_certificate", ""},
                     {"marriage_certificate", ""},
                     {"birth_certificate", ""},
                     {"guardianship_affidavit", "son"}};
  const Decision fund_waits = decide(facts);  // for the fund's other papers
  ASSERT_EQ(fund_waits.due.size(), 1U);
  EXPECT_EQ(fund_waits.due[0], (DueDate{"oci", "death", day("2023-09-11")}));
  EXPECT_FALSE(fund_waits.need.empty());

  facts.documents->pop_back();
  const Decision policy_waits = decide(facts);
  EXPECT_TRUE(policy_waits.due.empty());
  EXPECT_EQ(policy_waits.flags, std::vector<std::string>{"guardian_needed"});
}

TEST(Decision, AsksForAPaperThatTwoSchemesWantOnce) {
  Case facts = sample::death_of_a_cook();
  facts.documents.emplace();
  int certificates = 0;
  for (const Need& need : decide(facts).need) {
    if (need.paper.document != "death_certificate") continue;
    ++certificates;
    EXPECT_EQ(need.schemes, (std::vector<std::string>{"owwa", "oci"}));
  }
  EXPECT_EQ(certificates, 1);
}

TEST(Decision, AsksForNoPapersWhereNothingIsOwed) {
  Case facts = sample::death_of_a_cook();
  facts.registrations.clear();
  facts.documents.emplace();
  EXPECT_TRUE(decide(facts).need.empty());
}

// The whole published table: percent of 50,000 by grade.
TEST(Decision, PaysTheSeafarersGradesAsPublished) {
  const std::vector<std::int64_t> published = {
      60'000'00, 44'405'00, 39'180'00, 34'330'00, 29'480'00, 25'000'00, 20'900'00,
      16'795'00, 13'060'00, 10'075'00, 7'465'00,  5'225'00,  3'360'00,  1'870'00};
  Case facts = sample::death_of_a_cook();
  facts.registrations = {
      {"poea", "new", "agency", {}, {}, day("2022-08-10"), day("2023-08-09"), false, ""}};
  facts.incident = {"disability", "accident", day("2023-08-01"), "BR", {}};
  for (int grade = 1; grade <= 14; ++grade) {
    facts.impairments = {{"hand", "loss", "right", "", grade, {}}};
    EXPECT_EQ(sample::line_of(decide(facts), "poea", "disability")->amount.minor(),
              published[static_cast<std::size_t>(grade) - 1]);
  }
}

TEST(Decision, TakesTheRuleOfTheFirstDayAndRefersTheEve) {
  const auto on = [](Case facts, const char* date, const char* scheme, const char* benefit) {
    facts.incident.date = day(date);
    for (auto& each : facts.registrations) {
      each.starts = day(date) - std::chrono::days{30};
      each.ends = day(date) + std::chrono::days{30};
    }
    return outcome_of(decide(facts), scheme, benefit).substr(0, 5);
  };
  Case facts = sample::death_of_a_cook();
  facts.apply = {"livelihood", "education"};
  facts.family[1].school = "primary";
  EXPECT_EQ(on(facts, "2010-06-03", "owwa", "livelihood"), "refer");
  EXPECT_EQ(on(facts, "2010-06-04", "owwa", "livelihood"), "pay 1");
  EXPECT_EQ(on(facts, "2010-06-03", "owwa", "education"), "refer");
  facts.incident = {"disability", "accident", {}, "AE", {}};
  facts.impairments = {{"eye", "loss", "both", "", {}, {}}};
  facts.assessment = Assessment{"total", money(60'000'00, "PHP"), "doctor"};
  EXPECT_EQ(on(facts, "2016-11-15", "owwa", "disability"), "refer");
  EXPECT_EQ(on(facts, "2016-11-16", "owwa", "disability"), "pay 6");
  EXPECT_EQ(on(facts, "2010-09-07", "oci", "permanent_total_disability"), "refer");
  EXPECT_EQ(on(facts, "2010-09-08", "oci", "permanent_total_disability"), "pay 7");
}

/// The fields that an evaluation refuses.
std::vector<std::string> refused_fields(const Case& facts) {
  const auto decision = evaluate(*sample::philippines(), facts);
  std::vector<std::string> pointers;
  if (!decision) {
    for (const auto& each : decision.error().fields) pointers.push_back(each.pointer);
  }
  return pointers;
}

TEST(Decision, RefusesFactsThatNoRuleCanRead) {
  Case facts = sample::death_of_a_cook();
  facts.incident.kind = "birthday";
  facts.contract->end = day("2021-01-01");
  facts.registrations[1].ends = day("2022-01-31");
  facts.stay = {day("2022-02-02"), day("2022-02-01")};
  facts.family.push_back(facts.family.front());
  facts.facts = {{"case_opened", "yesterday"}, {"hospital_days", "many"}};
  facts.costs = {{"ticket", money(-1, "USD"), {}, true, ""}};
  facts.history = {{"owwa", "death", day("2023-09-01"), money(INT64_MAX, "PHP"), false}};
  EXPECT_EQ(
      refused_fields(facts),
      (std::vector<std::string>{"/registrations/1/ends", "/contract/end", "/stay/returned",
                                "/family/2/id", "/costs/0/amount", "/history/0/amount",
                                "/incident/kind", "/facts/case_opened", "/facts/hospital_days"}));
}

TEST(Decision, RefusesWordsOutsideTheVocabulary) {
  Case facts = sample::death_of_a_cook();
  facts.incident.cause = "meteor";
  EXPECT_EQ(refused_fields(facts), std::vector<std::string>{"/incident/cause"});
  facts = sample::death_of_a_cook();
  facts.pack = "lk";
  EXPECT_EQ(refused_fields(facts), std::vector<std::string>{"/pack"});
  facts = sample::death_of_a_cook();
  facts.family[1].relation = "cousin";  // no rule names it; it holds nobody up
  EXPECT_TRUE(refused_fields(facts).empty());
}

TEST(Quote, RefusesABatchWithoutOneAmountForAll) {
  Case facts;
  facts.pack = "ph";
  facts.ask = "quote";
  facts.today = day("2024-01-10");
  facts.batch = {{"owwa", "burial", "", 2}, {"owwa", "education", "", 2}};
  EXPECT_EQ(refused_fields(facts), std::vector<std::string>{"/batch/1/benefit"});
}

TEST(DecisionJson, IsTheSameBytesForTheSameDecision) {
  const Case facts = sample::death_of_a_cook();
  EXPECT_EQ(json_of(decide(facts)), json_of(decide(facts)));
  Case other = facts;
  other.today = day("2023-09-11");
  other.family[1].born = day("2017-01-01");
  EXPECT_EQ(json_of(decide(other)), json_of(decide(facts)));  // nothing that counts changed
  other.incident.cause = "accident";
  EXPECT_NE(json_of(decide(other)), json_of(decide(facts)));
}

TEST(DecisionJson, AnswersWithTheKeysOfACaseFileAndWithoutZeros) {
  Case facts = sample::death_of_a_cook();
  facts.registrations.pop_back();
  facts.history = {{"owwa", "burial", day("2023-08-10"), money(20'000'00, "PHP"), false}};
  facts.nominees.clear();
  EXPECT_EQ(answer_json(decide(facts)),
            R"({"pay":[{"scheme":"owwa","benefit":"death","amount":"100000.00","currency":"PHP",)"
            R"("payees":[{"to":"wife","amount":"50000.00"},{"to":"son","amount":"50000.00"}]}],)"
            R"("refuse":[{"scheme":"oci","benefit":"death","reason":"not_member"},)"
            R"({"scheme":"poea","benefit":"death","reason":"not_member"},)"
            R"({"scheme":"poea","benefit":"burial","reason":"not_member"}],)"
            R"("refer":[],"need":[],"due":[],"quote":[],"flags":["paid_less_than_owed"]})");
}

}  // namespace
}  // namespace haven::scheme
