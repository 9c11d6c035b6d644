#include "services/disbursement/domain/payment_policy.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

PaymentPolicy with_bands() {
  PaymentPolicy policy;
  policy.bands["PHP"] = {
      {money(100'00, "PHP"), {1, 0, 1}}, {money(500'00, "PHP"), {1, 1, 1}}, {{}, {2, 1, 2}}};
  return policy;
}

TEST(PaymentPolicy, ABandReachesUpToItsAmountAndNoFurther) {
  const auto policy = with_bands();
  EXPECT_EQ(signers_for(policy, money(1, "PHP")), (Signers{1, 0, 1}));
  EXPECT_EQ(signers_for(policy, money(100'00, "PHP")), (Signers{1, 0, 1}));
  EXPECT_EQ(signers_for(policy, money(100'01, "PHP")), (Signers{1, 1, 1}));
  EXPECT_EQ(signers_for(policy, money(500'00, "PHP")), (Signers{1, 1, 1}));
  EXPECT_EQ(signers_for(policy, money(500'01, "PHP")), (Signers{2, 1, 2}));
}

}  // namespace
}  // namespace haven::disbursement
