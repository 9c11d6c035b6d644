#include "common/scheme/explain.hpp"

#include <algorithm>
#include <sstream>

#include "common/core/wrap.hpp"
#include "common/scheme/generate.hpp"
#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

std::string letter(const Case& facts, std::size_t width = 96) {
  return explained(*philippines(), facts, decide(facts), width);
}

bool says(const std::string& text, const std::string& what) {
  return text.find(what) != std::string::npos;
}

/// A letter as one line, so that a sentence is found wherever its lines break.
std::string unwrapped(const std::string& text) {
  std::istringstream words{text};
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

TEST(Phrases, ReadCodesAndAmounts) {
  EXPECT_EQ(words_of("accidental_death"), "accidental death");
  EXPECT_EQ(sentence_case("burial"), "Burial");
  EXPECT_EQ(amount_words(money(999'99, "PHP")), "999.99 PHP");
  EXPECT_EQ(amount_words(money(1'000'00, "PHP")), "1,000.00 PHP");
  EXPECT_EQ(amount_words(money(-1'234'567'89, "PHP")), "-1,234,567.89 PHP");
  EXPECT_EQ(amount_words(money(-999'00, "PHP")), "-999.00 PHP");
}

TEST(Phrases, SayWhatIsPaidAgainAndAgain) {
  Line line;
  line.amount = money(2'000'00, "INR");
  EXPECT_EQ(amount_words(line), "2,000.00 INR");
  line.instalments = {"month", {}, ""};
  EXPECT_EQ(amount_words(line), "2,000.00 INR every month");
  line.instalments = {"year", 3, "the child is at school"};
  EXPECT_EQ(amount_words(line), "2,000.00 INR every year, 3 times, while the child is at school");
}

TEST(Phrases, CallAPayeeByTheTitleOfItsScheme) {
  EXPECT_EQ(party_words(*philippines(), "owwa"), "Overseas Workers Welfare Administration");
  EXPECT_EQ(party_words(*philippines(), "mother_in_law"), "mother in law");
}

TEST(Phrases, NameWhatServesInsteadOfAPaper) {
  EXPECT_EQ(paper_words({{"passport", ""}, {}, {}}), "passport");
  EXPECT_EQ(paper_words({{"birth_certificate", "son"}, {{"passport", "oath"}, {"census"}}, {}}),
            "birth certificate for son, or instead passport and oath, or instead census");
}

std::string step(const char* rule, const char* result, Outcome outcome = Outcome::pay,
                 const char* deciding = "") {
  Line line;
  line.outcome = outcome;
  line.rule = deciding;
  return step_words({rule, result}, line);
}

TEST(StepWords, ReadRulesAsSentences) {
  EXPECT_EQ(step("cover_includes_incident", "2022-02-01 to 2024-01-31 includes 2023-08-01"),
            "The cover includes the day of the incident: 2022-02-01 to 2024-01-31 includes "
            "2023-08-01.");
  EXPECT_EQ(step("filed_within_a_year", "x"), "Filed within a year: x.");
}

TEST(StepWords, SayWhichTestDecidedAgainstTheFamily) {
  EXPECT_EQ(step("worker_is_registered", "no", Outcome::refuse, "worker_is_registered"),
            "This is not so: the worker is registered with this payer; no.");
  EXPECT_EQ(step("filed_in_time", "no", Outcome::refer, "filed_in_time"),
            "This is left open: filed in time; no.");
  EXPECT_EQ(step("filed_in_time", "yes", Outcome::refuse, "another_rule"), "Filed in time: yes.");
}

TEST(StepWords, ReadFactsWithoutTheirCodes) {
  EXPECT_EQ(step("r", "facts.hospital_days is 9, parameters.most is 10.5"),
            "R: hospital days is 9, most is 10.5.");
  EXPECT_EQ(step("r", "stay.returned is not known"), "R: stay returned is not known.");
  EXPECT_EQ(step("r", "artefacts are kept"), "R: artefacts are kept.");
}

TEST(StepWords, LeaveSourcesAsTheyAreCited) {
  EXPECT_EQ(step("r", "death_grant is 1 (row 4: owwa.gov.ph, page_2)"),
            "R: death grant is 1 (row 4: owwa.gov.ph, page_2).");
}

TEST(StepWords, SetAmountsApartByThousands) {
  EXPECT_EQ(step("r", "999.00 PHP of 1000000.00 PHP"), "R: 999.00 PHP of 1,000,000.00 PHP.");
  EXPECT_EQ(step("r", "10000: 10000.00 USD"), "R: 10,000.00 USD.");
  EXPECT_EQ(step("r", "2024-05-01"), "R: 2024-05-01.");
}

TEST(Explained, SaysWhatIsOwedToWhomAndWhy) {
  const std::string text = unwrapped(letter(death_of_a_cook()));
  EXPECT_TRUE(says(text, "Death by illness on 2023-08-01 in AE.")) << text;
  EXPECT_TRUE(says(text, "100,000.00 PHP is owed.")) << text;
  EXPECT_TRUE(says(text, "Payees: wife 50,000.00 PHP, son 50,000.00 PHP.")) << text;
  EXPECT_TRUE(says(text, "Rests on: owwa.gov.ph")) << text;
  EXPECT_TRUE(says(text, "Where the published text leaves a choice (reading ph-3)")) << text;
}

TEST(Explained, SaysWhyNothingIsOwedAndWhatCanBeDone) {
  Case facts = death_of_a_cook();
  facts.incident.date = day("2024-02-01");  // the day after the last of both covers
  facts.today = day("2024-03-01");
  const std::string text = unwrapped(letter(facts));
  EXPECT_TRUE(says(text, "(fund): not owed.")) << text;
  EXPECT_TRUE(says(text, "This is not so: the cover includes the day of the incident")) << text;
}

TEST(Explained, SaysThatNothingAnswers) {
  Case facts = death_of_a_cook();
  Decision nothing;
  nothing.pack = "ph";
  EXPECT_TRUE(
      says(explained(*philippines(), facts, nothing), "Nothing in this pack answers this."));
}

TEST(Explained, KeepsToItsWidth) {
  const auto packs = load_packs("ops/schemes");
  ASSERT_TRUE(packs);
  for (const auto& [name, pack] : *packs) {
    Generator generator{*pack, 3};
    for (int i = 0; i < 30; ++i) {
      const Case facts = generator.next();
      const auto decision = evaluate(*pack, facts);
      ASSERT_TRUE(decision) << name;
      std::istringstream lines{explained(*pack, facts, *decision, 72)};
      for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 72U) << line;
    }
  }
}

}  // namespace
}  // namespace haven::scheme
