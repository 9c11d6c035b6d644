#include "services/claims/domain/file.hpp"

#include <gtest/gtest.h>

namespace haven::claims {
namespace {

using std::chrono::days;

const Date today = *date_from("2024-06-20");
const Date born = *date_from("1988-04-12");

FileFacts filing() {
  return {today, born, {*Currency::from("PHP"), *Currency::from("USD")}, true};
}

// A file that every rule accepts.
File death_of_a_worker() {
  File file;
  file.capacity = "family";
  file.incident = {"death", "illness", *date_from("2024-05-14"), "SA", {}};
  file.costs = {{"remains", money(235000, "USD"), *date_from("2024-05-25"), true, ""}};
  return file;
}

std::vector<std::string> wrong_fields(const File& file, const FileFacts& facts = filing()) {
  std::vector<std::string> pointers;
  for (const auto& problem : problems_of(file, facts)) pointers.push_back(problem.pointer);
  return pointers;
}
using Fields = std::vector<std::string>;

TEST(FileProblems, AWholeFileHasNone) {
  EXPECT_EQ(wrong_fields(death_of_a_worker()), Fields{});
}

TEST(FileProblems, TheIncidentLiesBetweenBirthAndToday) {
  File file = death_of_a_worker();
  file.incident.date = today;
  EXPECT_EQ(wrong_fields(file), Fields{});
  file.incident.date = today + days{1};
  EXPECT_EQ(wrong_fields(file), Fields{"/incident/date"});
  file.incident.date = born;
  EXPECT_EQ(wrong_fields(file), Fields{});
  file.incident.date = born - days{1};
  EXPECT_EQ(wrong_fields(file), Fields{"/incident/date"});
}

TEST(FileProblems, AnUnknownBirthLimitsNothing) {
  File file = death_of_a_worker();
  file.incident.date = born - days{1};
  FileFacts facts = filing();
  facts.born.reset();
  EXPECT_EQ(wrong_fields(file, facts), Fields{});
}

TEST(FileProblems, CostsAreInACurrencyOfTheFundAndNotInTheFuture) {
  File file = death_of_a_worker();
  file.costs.push_back({"remains", money(100, "SAR"), today + days{1}, true, ""});
  EXPECT_EQ(wrong_fields(file), (Fields{"/costs/1/incurred", "/costs/1/amount/currency"}));
}

TEST(FileProblems, ACostMayHaveNoBill) {
  File file = death_of_a_worker();
  file.costs = {{.head = "hospital", .days = 34}};
  EXPECT_EQ(wrong_fields(file), Fields{});
  file.costs[0].paid_elsewhere = money(100, "SAR");
  EXPECT_EQ(wrong_fields(file), Fields{"/costs/0/paid_elsewhere/currency"});
}

TEST(FileProblems, APauseHasItsDaysInOrderAndHasBegun) {
  File file = death_of_a_worker();
  file.pauses = {{today, today}};
  EXPECT_EQ(wrong_fields(file), Fields{});
  file.pauses = {{today, today - days{1}}};
  EXPECT_EQ(wrong_fields(file), Fields{"/pauses/0/to"});
  file.pauses = {{today + days{1}, today + days{1}}};
  EXPECT_EQ(wrong_fields(file), Fields{"/pauses/0/from"});
}

TEST(FileProblems, AnAssessmentIsInACurrencyOfTheFund) {
  File file = death_of_a_worker();
  file.assessment = scheme::Assessment{"partial", money(100, "EUR"), "doctor"};
  EXPECT_EQ(wrong_fields(file), Fields{"/assessment/amount/currency"});
  file.assessment->amount.reset();
  EXPECT_EQ(wrong_fields(file), Fields{});
}

TEST(FileProblems, AnAwardIsOrderedBeforeItIsNotified) {
  File file = death_of_a_worker();
  file.incident.kind = "money_claim";
  EXPECT_EQ(wrong_fields(file), Fields{"/award"});
  file.award =
      scheme::Award{money(100, "USD"), true, *date_from("2024-05-01"), *date_from("2024-05-01")};
  EXPECT_EQ(wrong_fields(file), Fields{});
  file.award->notified = *date_from("2024-04-30");
  EXPECT_EQ(wrong_fields(file), Fields{"/award/notified"});
  file.award->notified = today + days{1};
  EXPECT_EQ(wrong_fields(file), Fields{"/award/notified"});
}

TEST(FileProblems, EachPartyHasOneAccount) {
  File file = death_of_a_worker();
  file.accounts = {{"husband", "H", "B", "1"}, {"child_a", "C", "B", "2"}};
  EXPECT_EQ(wrong_fields(file), Fields{});
  file.accounts.push_back({"husband", "H", "B", "3"});
  EXPECT_EQ(wrong_fields(file), Fields{"/accounts/2/party"});
}

TEST(FileProblems, OnlyARepresentativeShowsAuthorityAndMust) {
  File file = death_of_a_worker();
  file.authority = Authority{"power_of_attorney", "12/2024"};
  EXPECT_EQ(wrong_fields(file), Fields{"/authority"});
  file.capacity = "representative";
  EXPECT_EQ(wrong_fields(file), Fields{});
  file.authority.reset();
  EXPECT_EQ(wrong_fields(file), Fields{"/authority"});
}

TEST(FileProblems, FilingNeedsWhatADraftMayLack) {
  File file;
  file.incident.kind = "death";
  file.incident.date = today;
  EXPECT_EQ(wrong_fields(file), (Fields{"/capacity", "/incident/country", "/incident/cause"}));
  FileFacts drafting = filing();
  drafting.to_be_filed = false;
  EXPECT_EQ(wrong_fields(file, drafting), Fields{});
}

TEST(FileProblems, OnlySomeKindsTurnOnACause) {
  File file = death_of_a_worker();
  file.incident.cause.clear();
  const std::pair<const char*, Fields> rows[] = {{"death", {"/incident/cause"}},
                                                 {"disability", {"/incident/cause"}},
                                                 {"termination", {"/incident/cause"}},
                                                 {"repatriation", {}},
                                                 {"labour_case", {}}};
  for (const auto& [kind, expected] : rows) {
    file.incident.kind = kind;
    EXPECT_EQ(wrong_fields(file), expected) << kind;
  }
}

}  // namespace
}  // namespace haven::claims
