#include "common/scheme/release.hpp"

#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

using sample::day;

Case wrongful_dismissal() {
  Case facts = sample::death_of_a_cook();
  facts.incident = {"termination", "no_valid_cause", day("2023-08-01"), "AE", {}};
  facts.costs = {{"ticket", money(515'00, "USD"), {}, true, ""}};
  facts.history = {{"owwa", "repatriation", day("2023-08-05"), money(515'00, "USD"), false}};
  return facts;
}

TEST(Flags, ChargeTheInsurerWhereThereIsAPolicyAndElseTheAgency) {
  Case facts = wrongful_dismissal();
  EXPECT_EQ(sample::decide(facts).flags, std::vector<std::string>{"recover_from_insurer"});
  facts.registrations.pop_back();
  EXPECT_EQ(sample::decide(facts).flags, std::vector<std::string>{"recover_from_agency"});
  facts.contract->hire = "direct";
  EXPECT_TRUE(sample::decide(facts).flags.empty());
}

TEST(Flags, ChargeNobodyForAnAdvanceOfAnEarlierJourney) {
  Case facts = wrongful_dismissal();
  facts.history[0].date = day("2023-07-31");
  EXPECT_TRUE(sample::decide(facts).flags.empty());
}

TEST(Flags, ChargeNobodyAfterAValidDismissal) {
  Case facts = wrongful_dismissal();
  facts.incident.cause = "valid_dismissal";
  EXPECT_TRUE(sample::decide(facts).flags.empty());
}

TEST(Flags, StandInOneOrderEachOnce) {
  Case facts = sample::death_of_a_cook();
  facts.registrations[1].premium_charged_to_worker = true;
  facts.documents.emplace();
  facts.family.push_back(sample::relative("girl", "child", "2019-01-01"));
  facts.nominees.push_back({"girl", {}});
  EXPECT_EQ(sample::decide(facts).flags,
            (std::vector<std::string>{"guardian_needed", "premium_charged_to_worker"}));
}

}  // namespace
}  // namespace haven::scheme
