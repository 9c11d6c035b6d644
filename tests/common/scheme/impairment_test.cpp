#include "common/scheme/impairment.hpp"

#include "tests/common/scheme/sample.hpp"

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

}  // namespace
}  // namespace haven::scheme
