#include "services/adjudication/domain/review.hpp"

#include <gtest/gtest.h>

#include "tests/adjudication/domain/lines.hpp"

namespace haven::adjudication {
namespace {

using Reasons = std::vector<std::string>;

TEST(ReasonsForAPerson, NoneForAClaimThatTheRulesSettle) {
  EXPECT_EQ(reasons_for_a_person(clean_death(), {}), Reasons{});
  scheme::Decision refused;
  refused.lines = {refuses("owwa", "death", "cover_ended")};
  EXPECT_EQ(reasons_for_a_person(refused, {}), Reasons{});
}

TEST(ReasonsForAPerson, OneChangedFactAtATime) {
  struct Row {
    const char* what;
    void (*change)(scheme::Decision&, Circumstances&);
    Reasons expected;
  };
  const Row rows[] = {
      {"a referred line",
       [](scheme::Decision& d, Circumstances&) {
         d.lines.push_back(refers("owwa", "bereavement", "committee_decides"));
       },
       {"committee_decides"}},
      {"two lines referred for one reason",
       [](scheme::Decision& d, Circumstances&) {
         d.lines.push_back(refers("owwa", "bereavement", "committee_decides"));
         d.lines.push_back(refers("owwa", "repatriation", "committee_decides"));
       },
       {"committee_decides"}},
      {"a guardian",
       [](scheme::Decision& d, Circumstances&) { d.flags = {"guardian_needed"}; },
       {"guardian_needed"}},
      {"a flag of tomorrow",
       [](scheme::Decision& d, Circumstances&) { d.flags = {"new_flag"}; },
       {"new_flag"}},
      {"flags that can wait",
       [](scheme::Decision& d, Circumstances&) {
         d.flags = {"premium_charged_to_worker", "recover_from_insurer", "recover_from_agency",
                    "bond_call", "paid_less_than_owed"};
       },
       {}},
      {"a missing paper",
       [](scheme::Decision& d, Circumstances&) {
         d.need = {{{"passport", ""}, {}, {"owwa"}}};
       },
       {"papers_missing"}},
      {"no line at all",
       [](scheme::Decision& d, Circumstances&) { d.lines.clear(); },
       {"nothing_decided"}},
      {"an appeal", [](scheme::Decision&, Circumstances& c) { c.why = "appealed"; }, {"appealed"}},
      {"a reopening", [](scheme::Decision&, Circumstances& c) { c.why = "reopened"; }, {}},
      {"a correction", [](scheme::Decision&, Circumstances& c) { c.why = "corrected"; }, {}},
      {"an identity in doubt",
       [](scheme::Decision&, Circumstances& c) { c.identity_is_doubted = true; },
       {"identity_in_doubt"}},
      {"another claim of the incident",
       [](scheme::Decision&, Circumstances& c) { c.incident_claimed_before = true; },
       {"incident_claimed_before"}},
  };
  for (const auto& row : rows) {
    auto evaluated = clean_death();
    Circumstances circumstances;
    row.change(evaluated, circumstances);
    EXPECT_EQ(reasons_for_a_person(evaluated, circumstances), row.expected) << row.what;
  }
}

}  // namespace
}  // namespace haven::adjudication
