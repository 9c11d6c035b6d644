#include "common/scheme/statement.hpp"

#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

const StatementRow& row_of(const Statement& statement, const char* layer, const char* benefit) {
  for (const auto& row : statement.rows) {
    if (row.layer == layer && row.benefit == benefit) return row;
  }
  static const StatementRow none;
  return none;
}

Statement stated(const Case& facts) {
  return statement_of(*philippines(), decide(facts));
}

TEST(Statement, NamesPayerAmountPayeesAndDay) {
  const auto row = row_of(stated(death_of_a_cook()), "insurer", "death");
  EXPECT_EQ(row.payer, "Compulsory insurance of agency-hired workers");
  EXPECT_EQ(row.amount, "10,000.00 USD");
  EXPECT_EQ(row.payees, "wife 5,000.00 USD, son 5,000.00 USD");
  EXPECT_EQ(row.standing, "owed, pay by 2023-09-10");
  EXPECT_EQ(row.why.find("reading"), std::string::npos) << row.why;
  EXPECT_NE(row.why.find("Insurance Commission guidelines 2010"), std::string::npos) << row.why;
}

TEST(Statement, AddsUpEachCurrencyAlone) {
  const auto statement = stated(death_of_a_cook());
  ASSERT_EQ(statement.totals.size(), 2U);
  EXPECT_EQ(statement.totals[0], money(10'000'00, "USD"));
  EXPECT_EQ(statement.totals[1], money(120'000'00, "PHP"));
  EXPECT_FALSE(statement.has_instalments);
}

TEST(Statement, GivesTheSentenceOfARefusal) {
  const auto row = row_of(stated(death_of_a_cook()), "employer", "death");
  EXPECT_EQ(row.standing, "not owed");
  EXPECT_EQ(row.amount, "");
  EXPECT_EQ(row.why, reason_text(*philippines(), "not_member"));
}

TEST(Statement, NamesTheMissingPapers) {
  Case facts = death_of_a_cook();
  facts.documents.emplace();
  const auto row = row_of(stated(facts), "fund", "death");
  EXPECT_EQ(row.standing, "owed, papers are missing");
  EXPECT_NE(row.missing.find("death certificate"), std::string::npos) << row.missing;
}

TEST(Statement, SaysWhatIsPaidAlready) {
  Case facts = death_of_a_cook();
  facts.history = {{"owwa", "burial", day("2023-08-20"), money(20'000'00, "PHP"), false}};
  const auto row = row_of(stated(facts), "fund", "burial");
  EXPECT_EQ(row.standing, "paid already");
  facts.history[0].amount = money(19'999'99, "PHP");
  EXPECT_EQ(row_of(stated(facts), "fund", "burial").amount, "0.01 PHP");
}

TEST(Statement, KeepsInstalmentsOutOfTheSum) {
  Decision decision = decide(death_of_a_cook());
  const std::size_t before = statement_of(*philippines(), decision).totals.size();
  for (Line& line : decision.lines) line.instalments = Instalments{"month", 12, ""};
  const auto statement = statement_of(*philippines(), decision);
  EXPECT_EQ(before, 2U);
  EXPECT_TRUE(statement.totals.empty());
  EXPECT_TRUE(statement.has_instalments);
  EXPECT_EQ(row_of(statement, "fund", "burial").amount, "20,000.00 PHP every month, 12 times");
}

TEST(Statement, LeavesToAPersonWhatThePackLeaves) {
  Decision decision = decide(death_of_a_cook());
  decision.lines[0].outcome = Outcome::refer;
  decision.lines[0].reason = "committee_decides";
  const auto row = statement_of(*philippines(), decision).rows[0];
  EXPECT_EQ(row.standing, "a person decides");
  EXPECT_EQ(row.amount, "");
}

}  // namespace
}  // namespace haven::scheme
