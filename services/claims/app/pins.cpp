#include "services/claims/app/pins.hpp"

#include "common/core/hash.hpp"
#include "services/claims/domain/pin.hpp"

namespace haven::claims {

std::string pin_for(const std::string& key, const ClaimId& claim, const std::string& command_key) {
  return pin_of(hmac_sha256(key, "pin\n" + claim.text() + '\n' + command_key));
}

std::string mac_of(const std::string& key, const ClaimId& claim, const std::string& pin) {
  return to_hex(hmac_sha256(key, "mac\n" + claim.text() + '\n' + pin));
}

}  // namespace haven::claims
