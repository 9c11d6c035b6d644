#include "services/claims/app/family_session.hpp"

#include "common/core/hash.hpp"
#include "services/claims/app/pins.hpp"
#include "services/claims/app/take_move.hpp"
#include "services/claims/domain/pin.hpp"
#include "services/claims/domain/reference.hpp"
#include "services/claims/store/claims.hpp"
#include "services/claims/store/pins.hpp"

namespace haven::claims {
namespace {

tl::unexpected<Error> wrong_pair() {
  return refuse(
      ErrorKind::unauthenticated, "reference_or_pin_wrong",
      "Reference and PIN do not fit together, or too many wrong PINs were tried. An intake "
      "office can give you a new PIN.");
}

}  // namespace

Result<FamilySession> open_family_session(db::Transaction& tx, const std::string& pin_key,
                                          const std::string& reference, const std::string& pin,
                                          const std::string& command_key, Instant now) {
  const auto row = store::find_pin_for_update(tx, reference_from(reference).value_or(""));
  // The same work for a reference that is none: its claim is the empty one, which no PIN fits.
  const store::PinRow stored = row.value_or(store::PinRow{{}, "", std::string(64, '0'), 0});
  const bool fits =
      equal_in_constant_time(mac_of(pin_key, stored.claim, tidied_pin(pin)), stored.mac);
  if (!row || !fits || stored.wrong_tries >= wrong_tries_max) {
    store::count_wrong_try(tx, stored.claim);
    return wrong_pair();
  }
  const std::string next = pin_for(pin_key, row->claim, command_key);
  store::replace_pin(tx, row->claim, mac_of(pin_key, row->claim, next), "family", now);
  return FamilySession{row->claim, row->fund};
}

Result<Claim> issue_pin(db::Transaction& tx, const std::string& fund, const std::string& pin_key,
                        const ClaimId& id, const std::string& pin, const std::string& issued_by,
                        Instant now) {
  auto claim = claim_for_update(tx, fund, id);
  if (!claim) return claim;
  store::replace_pin(tx, id, mac_of(pin_key, id, pin), issued_by, now);
  return claim;
}

}  // namespace haven::claims
