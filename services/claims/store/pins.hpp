#pragma once
#include <optional>
#include <string>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/db/transaction.hpp"

namespace haven::claims::store {

/// The PIN of the claim with this reference, locked so that tries are counted one after another.
struct PinRow {
  ClaimId claim;
  std::string fund;
  std::string mac;
  int wrong_tries = 0;
};
std::optional<PinRow> find_pin_for_update(db::Transaction& tx, const std::string& reference);

void count_wrong_try(db::Transaction& tx, const ClaimId& claim);

/// A new PIN in the place of the old, with no wrong tries.
void replace_pin(db::Transaction& tx, const ClaimId& claim, const std::string& mac,
                 const std::string& issued_by, Instant now);

}  // namespace haven::claims::store
