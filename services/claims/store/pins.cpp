#include "services/claims/store/pins.hpp"

#include "common/db/sql.hpp"

namespace haven::claims::store {

using db::into;
using db::use;

std::optional<PinRow> find_pin_for_update(db::Transaction& tx, const std::string& reference) {
  PinRow row;
  const bool found = db::run(
      tx,
      "select c.claim_id::text, c.fund, p.mac, p.wrong_tries::int from claims.claim c "
      "join claims.pin p using (claim_id) where c.reference = :reference for update of p",
      use(reference), into(row.claim), into(row.fund), into(row.mac), into(row.wrong_tries));
  return found ? std::optional{row} : std::nullopt;
}

void count_wrong_try(db::Transaction& tx, const ClaimId& claim) {
  db::run(tx,
          "update claims.pin set wrong_tries = least(wrong_tries + 1, 5) where claim_id = :claim",
          use(claim));
}

void replace_pin(db::Transaction& tx, const ClaimId& claim, const std::string& mac,
                 const std::string& issued_by, Instant now) {
  db::run(tx,
          "insert into claims.pin (claim_id, mac, issued_by, issued_at) "
          "values (:claim, :mac, :by, :at) on conflict (claim_id) do update set "
          "mac = excluded.mac, wrong_tries = 0, issued_by = excluded.issued_by, "
          "issued_at = excluded.issued_at",
          use(claim), use(mac), use(issued_by), use(now));
}

}  // namespace haven::claims::store
