#include "services/ledger/app/set_aside.hpp"

#include "common/core/ensure.hpp"
#include "services/ledger/app/read_order.hpp"
#include "services/ledger/app/say_reserved.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {

Result<void> set_aside_for(db::Transaction& tx, const messaging::Origin& origin,
                           const Reservation& award, const Cause& cause, const Money& amount,
                           Instant now) {
  const std::string payload = store::kept_award(tx, award);
  const Reservation after = set_aside(award, amount);
  if (!store::save_reservation(tx, after)) return reservation_moved();
  const auto accounts = accounts_of(award.purse, award.layer, amount.currency());
  const auto written = store::insert_entries(tx, {award_entry(cause, accounts, amount)}, now);
  if (!written || after.state != ReservationState::reserved) return written;

  adjudication::v1::EntitlementAwarded awarded;
  ensure(awarded.ParseFromString(payload), "an award that waits is kept as it was heard");
  say_reserved(tx, origin, awarded, award.purse, now);
  return {};
}

}  // namespace haven::ledger
