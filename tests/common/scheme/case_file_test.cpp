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
            "case:4 nominees/0/share: is a whole number from 1 to 100");
}

TEST(CaseFile, NamesWhatIsMissing) {
  EXPECT_EQ(refusal_of("pack: ph\ntoday: 2023-09-10\n"), "case:1 incident: is needed");
  EXPECT_EQ(refusal_of("pack: ph\nincident: {kind: death, date: 2023-08-01}\n"),
            "case:1 today: is needed");
  EXPECT_EQ(refusal_of(std::string{small_case} + "registrations: [{kind: new}]\n"),
            "case:4 registrations/0/scheme: is needed");
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
