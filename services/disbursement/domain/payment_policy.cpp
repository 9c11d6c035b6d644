#include "services/disbursement/domain/payment_policy.hpp"

#include "common/core/ensure.hpp"

namespace haven::disbursement {

Signers signers_for(const PaymentPolicy& policy, const Money& total) {
  const auto bands = policy.bands.find(total.currency().code());
  ensure(bands != policy.bands.end(), "every currency that is paid has bands of signers");
  for (const SignerBand& band : bands->second) {
    if (!band.up_to || !band.up_to->less_than(total)) return band.signers;
  }
  ensure(false, "the last band of signers has no end");
  return {};
}

}  // namespace haven::disbursement
