#include "services/disbursement/api/payment_policy_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace haven::disbursement {
namespace {

std::string shipped() {
  std::ifstream in{"ops/payments/owwa.yaml"};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The shipped file with the first `from` made into `to`.
std::string with(const std::string& from, const std::string& to) {
  std::string text = shipped();
  const auto at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return text.replace(at, from.size(), to);
}

std::string fault_of(const std::string& text) {
  const auto policy = payment_policy_from_yaml(text);
  return policy ? "" : policy.error().detail;
}

TEST(PaymentPolicyFile, ReadsWhatIsShipped) {
  const auto policy = payment_policy_from_yaml(shipped());
  ASSERT_TRUE(policy) << policy.error().detail;
  EXPECT_EQ(policy->accounts.size(), 2U);
  EXPECT_EQ(policy->accounts[0].transfers_max, 10000);
  EXPECT_EQ(policy->bands.at("PHP").size(), 3U);
  EXPECT_EQ(policy->minors, MinorsRule::hold);
  EXPECT_EQ(policy->unclaimed_goes_to, "treasury");
}

TEST(PaymentPolicyFile, NamesTheKeyThatIsWrong) {
  EXPECT_EQ(fault_of(with("currency: PHP", "currency: PH")),
            "accounts[0].currency must be a known ISO 4217 code");
  EXPECT_EQ(fault_of(with("confirm_every: 10", "confirm_every: -1")),
            "after.confirm_every must be a number from 0 to 100000");
  EXPECT_EQ(fault_of(with("transfers_max: 10000", "transfers_max: 100000")), "");
  EXPECT_EQ(fault_of(with("transfers_max: 10000", "transfers_max: 100001")),
            "accounts[0].transfers_max must be a number from 1 to 100000");
  EXPECT_EQ(fault_of(with("look_back_days: 30", "look_back_days: -1")),
            "checks.sanctions_look_back_days must be a number from 0 to 3650");
  EXPECT_EQ(fault_of(with("minors: hold", "minors: maybe")), "checks.minors must be hold or pay");
  EXPECT_EQ(fault_of(with("minors: hold", "minor: hold")),
            "checks.minor is no key that haven knows");
  EXPECT_EQ(fault_of(with("owner: Overseas Workers Welfare Administration", "")),
            "accounts[0].owner is missing");
}

TEST(PaymentPolicyFile, BandsRiseAndTheLastNeverEnds) {
  EXPECT_EQ(fault_of(with("up_to: \"50000000.00\"", "up_to: \"5000000.00\"")),
            "signers.PHP each band must reach further than the one before");
  EXPECT_EQ(fault_of(with("- {approve: 2", "- {up_to: \"99000000.00\", approve: 2")),
            "signers.PHP the last band must have no up_to");
  EXPECT_EQ(fault_of(with("up_to: \"5000000.00\", ", "")),
            "signers.PHP only the last band has no up_to");
  EXPECT_EQ(fault_of(with("  PHP:\n    - {up_to", "  EUR:\n    - {up_to")),
            "signers.PHP must list its bands");
}

TEST(PaymentPolicyFile, NamesTheLineThatIsNoYaml) {
  EXPECT_EQ(fault_of("accounts:\n  - {"), "line 2 is not readable as YAML");
}

}  // namespace
}  // namespace haven::disbursement
