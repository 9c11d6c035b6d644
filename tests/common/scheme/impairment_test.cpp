#include "common/scheme/impairment.hpp"

#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

/// Which of the policy's states some injuries reach.
std::string state_of(const std::vector<Impairment>& impairments) {
  const Scheme& policy = *sample::philippines()->scheme("oci");
  std::string reached;
  for (const auto& [name, state] : policy.states) {
    if (reaches(state, policy, impairments)) reached += (reached.empty() ? "" : " ") + name;
  }
  return reached;
}

Impairment lost(const char* part, const char* side, const char* at = "") {
  return {part, "loss", side, at, {}, {}};
}
Impairment paralysed(const char* part, const char* side) {
  return {part, "paralysis", side, "", {}, {}};
}

TEST(ImpairmentState, NeedsBothEyes) {
  EXPECT_EQ(state_of({lost("eye", "left")}), "");
  EXPECT_EQ(state_of({lost("eye", "left"), lost("eye", "left")}), "");
  EXPECT_EQ(state_of({lost("eye", "left"), lost("eye", "right")}), "sight_of_both_eyes");
  EXPECT_EQ(state_of({lost("eye", "both")}), "sight_of_both_eyes");
}

TEST(ImpairmentState, NeedsTwoDifferentLimbs) {
  EXPECT_EQ(state_of({lost("arm", "left", "elbow"), lost("hand", "left", "wrist")}), "");
  EXPECT_EQ(state_of({lost("arm", "left", "elbow"), lost("hand", "right", "wrist")}),
            "two_limbs_lost");
  EXPECT_EQ(state_of({lost("hand", "left"), lost("foot", "left")}), "two_limbs_lost");
}

TEST(ImpairmentState, NeedsLimbsLostAtOrAboveWristAndAnkle) {
  EXPECT_EQ(state_of({lost("foot", "both", "ankle")}), "two_limbs_lost");
  EXPECT_EQ(state_of({lost("foot", "both", "midfoot")}), "");
  EXPECT_EQ(state_of({lost("hand", "both", "three_phalanges")}), "");
  EXPECT_EQ(state_of({lost("thumb", "both"), lost("four_fingers", "both")}), "");
}

TEST(ImpairmentState, TakesEveryPlaceFromTheWristAndAnkleUpwards) {
  for (const char* part : {"arm", "hand"}) {
    for (const char* at : {"", "shoulder", "above_elbow", "elbow", "below_elbow", "wrist"}) {
      EXPECT_EQ(state_of({lost(part, "both", at)}), "two_limbs_lost") << part << at;
    }
  }
  for (const char* part : {"leg", "foot"}) {
    for (const char* at : {"", "hip", "above_knee", "knee", "below_knee", "ankle"}) {
      EXPECT_EQ(state_of({lost(part, "both", at)}), "two_limbs_lost") << part << at;
    }
  }
  EXPECT_EQ(state_of({lost("leg", "left"), lost("foot", "left")}), "");
}

TEST(ImpairmentState, DoesNotMixLossAndParalysis) {
  EXPECT_EQ(state_of({lost("leg", "left"), paralysed("arm", "left")}), "");
  EXPECT_EQ(state_of({paralysed("leg", "left"), paralysed("arm", "left")}), "two_limbs_paralysed");
  EXPECT_EQ(state_of({paralysed("leg", "left")}), "");
  EXPECT_EQ(state_of({paralysed("hand", "both")}), "");
  EXPECT_EQ(state_of({paralysed("body", "")}), "whole_body_paralysed");
}

TEST(ImpairmentState, KnowsTheMind) {
  EXPECT_EQ(state_of({lost("mind", "")}), "incurable_imbecility_or_insanity");
  EXPECT_EQ(state_of({}), "");
}

/// A table that knows eyes and hands, and what an assessor fixed.
class PercentTable : public ::testing::Test {
 protected:
  PercentTable() {
    facts.ask = "percent";
    facts.incident = {};
    facts.registrations.resize(1);
    facts.registrations[0].scheme = "fund";
    facts.registrations[0].sum = money(1'000'00, "USD");
  }
  std::string percent(const std::vector<Impairment>& impairments) {
    facts.impairments = impairments;
    return sample::decide(pack, facts).percent.value_or("none");
  }
  Case facts = sample::small_case();
  PackPtr pack = sample::SmallPack{R"(impairment_percent:
  each: >-
    if impairment.percent != null then impairment.percent else if impairment.part = "eye" then 30
    else if impairment.part = "hand" and impairment.side = member.preferred_hand then 70
    else if impairment.part = "hand" then 60 else null
  at_most: 100
  source: law
benefits:
  - benefit: grant
    opened_by: [{asked: percent, cover: not_tested, when: registration.sum != null}]
    version_by: today
    source: law
    versions: [{from: 1900-01-01, amount: registration.sum * impairment_percent / 100, source: law}]
)"}
                     .load();
};

TEST_F(PercentTable, AddsUpToTheWhole) {
  EXPECT_EQ(percent({lost("eye", "left")}), "30");
  EXPECT_EQ(percent({lost("eye", "left"), lost("hand", "left")}), "90");
  EXPECT_EQ(percent({lost("eye", "left"), lost("hand", "left"), lost("eye", "right")}), "100");
}
TEST_F(PercentTable, MayGoByThePreferredHand) {
  facts.member.preferred_hand = "left";
  EXPECT_EQ(percent({lost("hand", "left")}), "70");
  EXPECT_EQ(percent({lost("hand", "right")}), "60");
}
TEST_F(PercentTable, GivesNothingWhereAnInjuryIsUnlisted) {
  EXPECT_EQ(percent({}), "none");
  EXPECT_EQ(percent({lost("foot", "left")}), "none");
  EXPECT_EQ(percent({lost("eye", "left"), lost("foot", "left")}), "none");
  Impairment assessed = lost("foot", "left");
  assessed.percent = "12.5";
  EXPECT_EQ(percent({lost("eye", "left"), assessed}), "42.5");
}
TEST_F(PercentTable, MultipliesTheSumOfTheRegistration) {
  EXPECT_EQ(percent({lost("eye", "left")}), "30");
  EXPECT_EQ(sample::outcome(pack, facts), "pay 300.00 USD");
  facts.impairments = {lost("foot", "left")};
  EXPECT_EQ(sample::outcome(pack, facts), "refer committee_decides");
  facts.registrations[0].sum.reset();
  EXPECT_EQ(sample::outcome(pack, facts), "none");
}
TEST_F(PercentTable, IsAskedForOnlyWhereTheCaseNamesIt) {
  facts.registrations.clear();
  EXPECT_EQ(percent({lost("eye", "left")}), "none");
  facts.ask = "claim";
  facts.incident = sample::small_case().incident;
  facts.registrations.resize(1);
  facts.registrations[0].scheme = "fund";
  EXPECT_EQ(percent({lost("eye", "left")}), "none");
}

}  // namespace
}  // namespace haven::scheme
