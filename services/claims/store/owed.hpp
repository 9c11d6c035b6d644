#pragma once
#include <string>
#include <utility>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/domain/owed.hpp"

/// What others said of what a claim is owed. Every function may be called again, and in any order.
namespace haven::claims::store {

struct EntitlementHeard {
  std::string id;
  ClaimId claim;
  std::string fund;
  std::string scheme, layer, benefit;
  int instalment = 0;
  Money amount;
  std::vector<std::pair<std::string, Money>> shares;  // party and part
};
void record_entitlement(db::Transaction& tx, const EntitlementHeard& heard);
void record_withdrawal(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                       const std::string& entitlement);

/// A part of a share that is not on its usual way.
struct PartHeard {
  std::string id;  // of the set-off, payment or receivable
  ClaimId claim;
  std::string fund;
  std::string entitlement;
  std::string party;
  Money amount;
};
void record_set_off(db::Transaction& tx, const PartHeard& heard);
/// Nothing is kept back by it: the entitlement was withdrawn.
void record_set_off_undone(db::Transaction& tx, const PartHeard& heard);
void record_advance(db::Transaction& tx, const PartHeard& heard);
/// `stage`: unclaimed, found, ended. The newest news of a payment wins.
void record_unclaimed(db::Transaction& tx, const PartHeard& heard, const std::string& stage,
                      Instant said_at);

/// What the claim is owed through the fund, in order of entitlement.
std::vector<Owed> owed_of(db::Transaction& tx, const std::string& fund, const ClaimId& claim);

/// Which rows to show; an empty layer asks for all.
struct OwedFilter {
  std::string fund;
  bool only_differences = false;
  std::string layer;
  std::string after;  // "claim/entitlement"
  int limit = 50;
};
std::vector<Owed> owed_by(db::Transaction& tx, const OwedFilter& filter);

/// True when further instalments of an entitlement of the claim can come.
bool has_instalments(db::Transaction& tx, const ClaimId& claim);

}  // namespace haven::claims::store
