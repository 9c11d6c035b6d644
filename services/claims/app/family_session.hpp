#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/claim.hpp"

namespace haven::claims {

/// A family that showed its PIN. The PIN is spent; the next one is pin_for() of the same command.
struct FamilySession {
  ClaimId claim;
  std::string fund;
};

/// Whether reference and PIN fit together. A wrong PIN is counted in this transaction, so it must
/// be committed even though the family is refused. An unknown reference, a wrong PIN and a locked
/// one get the same refusal after the same work.
Result<FamilySession> open_family_session(db::Transaction& tx, const std::string& pin_key,
                                          const std::string& reference, const std::string& pin,
                                          const std::string& command_key, Instant now);

/// A new PIN for a family that lost or locked its own; gives the claim.
Result<Claim> issue_pin(db::Transaction& tx, const std::string& fund, const std::string& pin_key,
                        const ClaimId& id, const std::string& pin, const std::string& issued_by,
                        Instant now);

}  // namespace haven::claims
