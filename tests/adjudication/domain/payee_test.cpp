#include "services/adjudication/domain/payee.hpp"

#include <gtest/gtest.h>

#include "tests/adjudication/domain/lines.hpp"

namespace haven::adjudication {
namespace {

using Shares = std::vector<scheme::Share>;

TEST(DecidedLines, GiveARiderToTheFirstPayeeOfTheSchemesDeathGrant) {
  const auto lines = decided_lines(clean_death(), death_case());
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].line.shares.size(), 2U) << "shares of the rules stay";
  EXPECT_EQ(lines[1].line.shares, (Shares{{"wife", php(20000)}}));
}

TEST(DecidedLines, FindTheNextPayeeWhenTheRulesNameNobody) {
  scheme::Decision evaluated;
  evaluated.lines = {pays("owwa", "fund", "burial", php(20000))};
  auto facts = death_case();
  const auto payee = [&] { return decided_lines(evaluated, facts)[0].line.shares[0].party; };
  EXPECT_EQ(payee(), "child_a") << "the first nominee";
  facts.family[1].alive = false;
  EXPECT_EQ(payee(), "wife") << "the next nominee who lives";
  facts.nominees = {{"friend", {}}};
  EXPECT_EQ(payee(), "friend") << "a nominee need not stand in the family";
  facts.nominees.clear();
  EXPECT_EQ(payee(), "wife") << "the first living relative";
  facts.family[0].barred = true;
  EXPECT_EQ(payee(), "claimant") << "nobody is left";
}

TEST(DecidedLines, PayTheLivingWorker) {
  scheme::Decision evaluated;
  evaluated.lines = {pays("owwa", "fund", "disability", php(20000))};
  for (const char* kind : {"disability", "termination", "labour_case", "money_claim", "illness"}) {
    auto facts = death_case();
    facts.incident.kind = kind;
    EXPECT_EQ(decided_lines(evaluated, facts)[0].line.shares, (Shares{{"member", php(20000)}}))
        << kind;
  }
}

TEST(DecidedLines, LeaveWhatDoesNotGoThroughHaven) {
  scheme::Decision evaluated;
  evaluated.lines = {pays("agency", "agency", "money_claim", usd(100)),
                     pays("poea", "employer", "death", usd(100)),
                     refuses("owwa", "death", "cover_ended")};
  for (const auto& line : decided_lines(evaluated, death_case())) {
    EXPECT_TRUE(line.line.shares.empty()) << line.line.scheme;
  }
}

TEST(DecidedLines, CarryTheirOwnDueDate) {
  auto evaluated = clean_death();
  evaluated.due = {{"oci", "death", *date_from("2024-06-30")}};
  const auto lines = decided_lines(evaluated, death_case());
  EXPECT_FALSE(lines[0].due);
  EXPECT_FALSE(lines[1].due);
  EXPECT_EQ(lines[2].due, *date_from("2024-06-30"));
}

}  // namespace
}  // namespace haven::adjudication
