#include "services/adjudication/domain/resolution.hpp"

#include <gtest/gtest.h>

#include "tests/adjudication/domain/lines.hpp"

namespace haven::adjudication {
namespace {

const Discretion ph{{{"owwa", *Currency::from("PHP")}, {"oci", *Currency::from("USD")}},
                    [](const std::string& reason) { return reason == "cover_ended"; }};

// A refused death, and two heads that a person decides.
std::vector<DecidedLine> referred_lines() {
  return {decided(refuses("owwa", "death", "cover_ended")),
          decided(refers("owwa", "bereavement", "committee_decides")),
          decided(refers("owwa", "repatriation", "committee_decides"))};
}

Resolution both_resolved() {
  return {{{"owwa", "bereavement", php(5000), "hardship"}},
          {{"owwa", "repatriation", "cover_ended", "came home by own means"}}};
}

std::vector<std::string> problems_of(const Result<std::vector<DecidedLine>>& outcome) {
  std::vector<std::string> pointers;
  if (outcome) return pointers;
  for (const auto& field : outcome.error().fields) pointers.push_back(field.pointer);
  return pointers;
}

TEST(Resolve, TurnsReferredLinesIntoDecidedOnes) {
  const auto lines = resolve(referred_lines(), both_resolved(), ph, death_case());
  ASSERT_TRUE(lines);
  EXPECT_EQ((*lines)[0], referred_lines()[0]) << "what the rules decided stays";
  EXPECT_EQ((*lines)[1].line.outcome, scheme::Outcome::pay);
  EXPECT_EQ((*lines)[1].line.amount, php(5000));
  EXPECT_EQ((*lines)[1].line.rule, "adjudicator_granted");
  EXPECT_EQ((*lines)[1].line.reason, "");
  EXPECT_EQ((*lines)[1].note, "hardship");
  EXPECT_EQ((*lines)[1].line.shares, (std::vector<scheme::Share>{{"child_a", php(5000)}}))
      << "the first nominee";
  EXPECT_EQ((*lines)[2].line.outcome, scheme::Outcome::refuse);
  EXPECT_EQ((*lines)[2].line.reason, "cover_ended");
  EXPECT_EQ((*lines)[2].line.rule, "adjudicator_refused");
}

TEST(Resolve, RefusesWhatALineDoesNotLeaveToAPerson) {
  struct Row {
    const char* what;
    void (*change)(Resolution&);
    std::vector<std::string> pointers;
  };
  const Row rows[] = {
      {"nothing changed", [](Resolution&) {}, {}},
      {"a line left open", [](Resolution& r) { r.refusals.clear(); }, {"/grants"}},
      {"both left open",
       [](Resolution& r) {
         r.refusals.clear();
         r.grants.clear();
       },
       {"/grants", "/grants"}},
      {"a line of the rules",
       [](Resolution& r) {
         r.grants.push_back({"owwa", "death", php(1), "x"});
       },
       {"/grants/1"}},
      {"a line that is not there",
       [](Resolution& r) {
         r.refusals.push_back({"oci", "death", "cover_ended", ""});
       },
       {"/refusals/1"}},
      {"one line twice",
       [](Resolution& r) {
         r.refusals.push_back({"owwa", "bereavement", "cover_ended", ""});
       },
       {"/refusals/1"}},
      {"another currency",
       [](Resolution& r) { r.grants[0].amount = usd(5); },
       {"/grants/0/amount"}},
      {"nothing granted", [](Resolution& r) { r.grants[0].amount = php(0); }, {"/grants/0/amount"}},
      {"one centavo granted", [](Resolution& r) { r.grants[0].amount = money(1, "PHP"); }, {}},
      {"a reason that the pack does not know",
       [](Resolution& r) { r.refusals[0].reason = "because"; },
       {"/refusals/0/reason"}},
  };
  for (const auto& row : rows) {
    Resolution resolution = both_resolved();
    row.change(resolution);
    EXPECT_EQ(problems_of(resolve(referred_lines(), resolution, ph, death_case())), row.pointers)
        << row.what;
  }
}

TEST(Resolve, GrantsNoAmountThatMustBeAssessed) {
  const std::vector<DecidedLine> lines = {
      decided(refers("owwa", "disability", "committee_decides"))};
  const Resolution granted{{{"owwa", "disability", php(1000000), "generous"}}, {}};
  EXPECT_EQ(problems_of(resolve(lines, granted, ph, {})), std::vector<std::string>{"/grants/0"});
  const Resolution refused{{}, {{"owwa", "disability", "cover_ended", ""}}};
  EXPECT_TRUE(resolve(lines, refused, ph, {}));
}

TEST(Assessment, IsRefusedOutsideTheBandAndNamesIt) {
  scheme::Decision evaluated;
  auto outside = refuses("owwa", "disability", "outside_band");
  outside.trace = {{"cover_includes_incident", "yes"},
                   {"amount_is_in_band", "30000.00 lies outside 2500.00 to 25000.00"}};
  evaluated.lines = {outside};
  const auto refused = assessment_fits(evaluated);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "outside_band");
  EXPECT_EQ(refused.error().fields[0].pointer, "/assessment/amount");
  EXPECT_NE(refused.error().detail.find("2500.00 to 25000.00"), std::string::npos);
  evaluated.lines[0].reason = "not_in_table";
  EXPECT_TRUE(assessment_fits(evaluated));
}

}  // namespace
}  // namespace haven::adjudication
