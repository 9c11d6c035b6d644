#include <cstdlib>
#include <fstream>

#include "common/scheme/expect.hpp"
#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

constexpr const char* small_case = R"(pack: ph
today: 2023-09-10
incident: {kind: death, cause: illness, date: 2023-08-01, country: AE}
)";

/// The first problem, as "pointer: detail".
std::string refusal_of(const std::string& text) {
  const auto read = case_from_yaml(text);
  if (read) return "read";
  return read.error().fields.front().pointer + ": " + read.error().fields.front().detail;
}

TEST(CaseFile, ReadsWhatItSaysAndLeavesTheRestUnknown) {
  const auto read = case_from_yaml(small_case);
  ASSERT_TRUE(read.has_value()) << read.error().detail;
  EXPECT_EQ(read->incident.date, sample::day("2023-08-01"));
  EXPECT_EQ(read->documents, std::nullopt);
  EXPECT_EQ(read->filed, std::nullopt);
  EXPECT_EQ(read->ask, "claim");
}

TEST(CaseFile, TellsNoPapersFromPapersNotListed) {
  const auto read = case_from_yaml(
      std::string{small_case} + "documents: [passport, {document: birth_certificate, for: a}]\n");
  ASSERT_TRUE(read.has_value()) << read.error().detail;
  const std::vector<Paper> papers{{"passport", ""}, {"birth_certificate", "a"}};
  EXPECT_EQ(read->documents, papers);
  EXPECT_EQ(case_from_yaml(std::string{small_case} + "documents: []\n")->documents,
            std::vector<Paper>{});
}

TEST(CaseFile, NamesLineAndFieldOfAnUnknownKey) {
  EXPECT_EQ(
      refusal_of(std::string{small_case} + "stay: {departed: 2022-01-01, retrned: 2023-01-01}\n"),
      "case:4 stay/retrned: is not known here");
}

TEST(CaseFile, RefusesWhatIsNoDayOfTheCalendar) {
  EXPECT_EQ(refusal_of(std::string{small_case} + "filed: 2023-02-30\n"),
            "case:4 filed: is a day of the calendar such as 2024-05-14");
}

TEST(CaseFile, RefusesWrongTypes) {
  EXPECT_EQ(refusal_of(std::string{small_case} + "member: {married: perhaps}\n"),
            "case:4 member/married: is true or false");
  EXPECT_EQ(refusal_of(std::string{small_case} + "family: {id: a}\n"), "case:4 family: is a list");
  EXPECT_EQ(
      refusal_of(std::string{small_case} + "costs: [{head: ticket, amount: -1, currency: USD}]\n"),
      "case:4 costs/0/amount: is an amount such as \"3333.34\" in a known currency");
  EXPECT_EQ(
      refusal_of(std::string{small_case} + "costs: [{head: ticket, amount: 1, currency: ZZZ}]\n"),
      "case:4 costs/0/amount: is an amount such as \"3333.34\" in a known currency");
  EXPECT_EQ(refusal_of(std::string{small_case} + "nominees: [{id: a, share: 101}]\n"),
            "case:4 nominees/0/share: is a percentage from 0.01 to 100, such as 60 or \"33.33\"");
}

TEST(CaseFile, NamesWhatIsMissing) {
  EXPECT_EQ(refusal_of("pack: ph\ntoday: 2023-09-10\n"), "case:1 incident: is needed");
  EXPECT_EQ(refusal_of("pack: ph\nincident: {kind: death, date: 2023-08-01}\n"),
            "case:1 today: is needed");
  EXPECT_EQ(refusal_of(std::string{small_case} + "registrations: [{kind: new}]\n"),
            "case:4 registrations/0/scheme: is needed");
}

Case read(const std::string& more) {
  const auto read = case_from_yaml(small_case + more);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().detail);
  return read.value_or(Case{});
}

TEST(CaseFile, ReadsWhatARegistrationSaysOfItsTerm) {
  const Registration registration =
      read(
          "registrations: [{scheme: ssf, term_months: 24, plan: plan_2, sum: \"500000.00\", "
          "currency: NPR, paid_months: [\"2023-06\", 2023-04], last_paid: 2023-06-15}]\n")
          .registrations.at(0);
  EXPECT_EQ(registration.term_months, 24);
  EXPECT_EQ(registration.plan, "plan_2");
  EXPECT_EQ(registration.sum, money(500'000'00, "NPR"));
  const std::vector<Date> months{sample::day("2023-04-01"), sample::day("2023-06-01")};
  EXPECT_EQ(registration.paid_months, months);
  EXPECT_EQ(registration.last_paid, sample::day("2023-06-15"));
}

TEST(CaseFile, RefusesATermThatCannotBe) {
  const auto refused = [](const std::string& said) {
    return refusal_of(small_case + ("registrations: [{scheme: ssf, " + said + "}]\n"));
  };
  EXPECT_EQ(refused("term_months: 0"),
            "case:4 registrations/0/term_months: is a whole number from 1 to 1200");
  EXPECT_EQ(refused("term_months: 1200"), "read");
  EXPECT_EQ(refused("paid_months: [2023-13]"),
            "case:4 registrations/0/paid_months: is a list of months such as \"2023-04\"");
  EXPECT_EQ(refused("paid_months: [2023-04-01]"),
            "case:4 registrations/0/paid_months: is a list of months such as \"2023-04\"");
  EXPECT_EQ(refused("paid_months: [2023-04, 2023-04]"),
            "case:4 registrations/0/paid_months: names each month once");
  EXPECT_EQ(refused("sum: \"100.00\""), "case:4 registrations/0/currency: is needed");
  EXPECT_EQ(refused("currency: NPR"), "case:4 registrations/0/currency: is the currency of sum");
}

TEST(CaseFile, ReadsContractAndStay) {
  const Case facts = read(
      "contract: {employer_paid_migration: true, sponsor: same}\n"
      "stay: {departed: 2021-03-01, home_leave: {from: 2023-07-10, to: 2023-07-10}}\n");
  EXPECT_TRUE(facts.contract->employer_paid_migration);
  EXPECT_EQ(facts.contract->sponsor, "same");
  EXPECT_EQ(facts.stay.home_leave, (Period{sample::day("2023-07-10"), sample::day("2023-07-10")}));
}

TEST(CaseFile, RefusesAPeriodWithoutBothDaysInOrder) {
  const std::string text{small_case};
  EXPECT_EQ(refusal_of(text + "stay: {home_leave: {from: 2023-07-10}}\n"),
            "case:4 stay/home_leave/to: is needed");
  EXPECT_EQ(refusal_of(text + "pauses: [{from: 2023-07-10, to: 2023-07-09}]\n"),
            "case:4 pauses/0/to: is not before from");
  const std::vector<Period> day{{sample::day("2023-07-10"), sample::day("2023-07-10")}};
  EXPECT_EQ(read("pauses: [{from: 2023-07-10, to: 2023-07-10}]\n").pauses, day);
}

TEST(CaseFile, ReadsWhatAnAssessorFixed) {
  const Case facts = read(
      "impairments: [{part: eye, percent: 50}, {part: ear, grade: 7}, {part: body, months: 6}]\n"
      "assessment: {class: partial, percent: 33.5, by: committee}\n");
  EXPECT_EQ(facts.impairments[0].percent, "50");
  EXPECT_EQ(facts.impairments[1].grade, 7);
  EXPECT_EQ(facts.impairments[2].months, 6);
  EXPECT_EQ(facts.assessment->percent, "33.5");
  EXPECT_EQ(facts.assessment->amount, std::nullopt);
}

TEST(CaseFile, RefusesPercentsBeyondAHundred) {
  for (const char* percent : {"0", "100", "100.0", "99.9999"}) {
    EXPECT_TRUE(is_percent(percent)) << percent;
  }
  for (const char* percent : {"", "-1", "100.01", "101", "1e1", ".5", "5.", "1.00001", "half"}) {
    EXPECT_FALSE(is_percent(percent)) << percent;
  }
  EXPECT_EQ(refusal_of(std::string{small_case} + "assessment: {percent: 101}\n"),
            "case:4 assessment/percent: is a number from 0 to 100 such as \"33.5\"");
}

TEST(CaseFile, ReadsCostsByTheDayAndWithoutABill) {
  const auto costs =
      read(
          "costs:\n"
          "  - {head: hospital, incurred: 2023-06-01, days: 34, nights: 33, months: 0}\n"
          "  - {head: medical, amount: \"70.00\", currency: USD, paid_elsewhere: \"30.00\"}\n")
          .costs;
  EXPECT_FALSE(costs.at(0).has_amount());
  EXPECT_EQ(costs.at(0).days, 34);
  EXPECT_EQ(costs.at(0).nights, 33);
  EXPECT_EQ(costs.at(0).months, 0);
  EXPECT_EQ(costs.at(0).paid_elsewhere, std::nullopt);
  EXPECT_TRUE(costs.at(1).has_amount());
  EXPECT_EQ(costs.at(1).paid_elsewhere, money(30'00, "USD"));
}

TEST(CaseFile, RefusesCostsThatCannotBe) {
  const auto refused = [](const std::string& said) {
    return refusal_of(small_case + ("costs: [{head: ticket, " + said + "}]\n"));
  };
  EXPECT_EQ(refused("amount: \"1.00\""), "case:4 costs/0/currency: is needed");
  EXPECT_EQ(refused("currency: ZZZ"),
            "case:4 costs/0/currency: is an ISO 4217 code that haven knows");
  EXPECT_EQ(refused("currency: USD"), "read");
  EXPECT_EQ(refused("days: -1"), "case:4 costs/0/days: is a whole number from 0 to 36600");
}

TEST(CaseFile, KeepsFactsAsTextsAndAnAmountAsTwo) {
  const std::map<std::string, std::string> facts{{"case_opened", "2018-03-01"},
                                                 {"hospital_days", "6"},
                                                 {"fare.amount", "68000.00"},
                                                 {"fare.currency", "LKR"}};
  EXPECT_EQ(read("facts: {case_opened: 2018-03-01, hospital_days: 6, "
                 "fare: {amount: \"68000\", currency: LKR}}\n")
                .facts,
            facts);
  EXPECT_EQ(refusal_of(std::string{small_case} + "facts: {fare: {amount: \"1\"}}\n"),
            "case:4 facts/fare/currency: is needed");
  EXPECT_EQ(refusal_of(std::string{small_case} + "facts: {fare: [1, 2]}\n"),
            "case:4 facts/fare: is one value");
}

TEST(CaseFile, NeedsNoIncidentWhereAnImpairmentTableIsAsked) {
  EXPECT_EQ(case_from_yaml("pack: schedules\nask: percent\ntoday: 2024-06-20\n")->ask, "percent");
  EXPECT_EQ(refusal_of("pack: schedules\nask: price\ntoday: 2024-06-20\n"),
            "case:2 ask: is claim, quote or percent");
}

TEST(CaseFile, ReadsEveryPublishedCase) {
  const char* shared = std::getenv("HAVEN_SHARED");
  const std::filesystem::path folder =
      std::filesystem::path{shared ? shared : "../shared"} / "cases";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the published cases are not here";
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream stream{entry.path()};
    const auto facts = case_from_yaml({std::istreambuf_iterator<char>{stream}, {}});
    EXPECT_TRUE(facts.has_value()) << entry.path() << " " << facts.error().detail;
    ++count;
  }
  EXPECT_GT(count, 100);
}

Decision with_percent(const char* percent) {
  Decision decision;
  if (percent != nullptr) decision.percent = percent;
  return decision;
}

TEST(CaseFile, ComparesPercentsAsNumbers) {
  const auto differences = [](const char* found, const char* expected) {
    const auto compared =
        differences_from(with_percent(found), std::string{"expect: {percent: "} + expected + "}\n");
    if (!compared) return compared.error().detail;
    return compared->empty() ? "none" : compared->front();
  };
  EXPECT_EQ(differences("60", "60.0"), "none");
  EXPECT_EQ(differences("60.5", "60"), "percent: expected 60, got 60.5");
  EXPECT_EQ(differences(nullptr, "60"), "percent: expected 60, got nothing");
  EXPECT_EQ(differences("60", "sixty"), "case:1 expect/percent: is a number from 0 to 100");
}

TEST(CaseFile, RefusesAKeyGivenTwice) {
  EXPECT_EQ(refusal_of(std::string{small_case} + "today: 2023-09-11\n"),
            "case:2 today: is given twice");
}

TEST(CaseFile, NamesEveryProblemAtOnce) {
  const auto read = case_from_yaml("pack: ph\ntoday: soon\nask: now\ncolour: red\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().fields.size(), 3U);
}

TEST(CaseFile, RefusesAliasesBeforeTheyExpand) {
  EXPECT_EQ(refusal_of("a: &x [1, 2]\nb: *x\n"), "case:1: anchors are not read");
  EXPECT_EQ(refusal_of("a: [*x]\n").substr(0, 6), "case:1");
}

TEST(CaseFile, RefusesDepthSizeAndNumberBeyondTheLimits) {
  const std::string deep(40, '[');
  EXPECT_EQ(refusal_of("a: " + deep + std::string(40, ']') + "\n"),
            "case:1: the file is nested too deeply");
  EXPECT_EQ(refusal_of("a: " + std::string(300'000, 'x')),
            "case:1: the file is larger than 256 KiB");
  std::string many = "a: [";
  for (int i = 0; i < 30'000; ++i) many += "1, ";
  EXPECT_EQ(refusal_of(many + "1]\n"), "case:1: the file has too many entries");
  EXPECT_EQ(refusal_of(std::string(100'000, '[')), "case:1: the file is nested too deeply");
}

TEST(CaseFile, RefusesWhatIsNotOneMapping) {
  EXPECT_EQ(refusal_of(""), "case:1: the file is empty");
  EXPECT_EQ(refusal_of("- a\n"), "case:1: the file is a mapping of fields");
  EXPECT_EQ(refusal_of("a: 1\n---\nb: 2\n"), "case:1: the file holds more than one document");
  EXPECT_EQ(refusal_of("a: [1\n").substr(0, 5), "case:");
}

}  // namespace
}  // namespace haven::scheme
