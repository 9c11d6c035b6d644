#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/claim.hpp"
#include "services/claims/store/owed.hpp"

/// What others say of what a claim is owed. The news is kept, and the claim moves on where it was
/// the last that it waited for. A claim that the fund does not have is passed over: money is also
/// paid for other things than claims.
namespace haven::claims {

Result<void> follow_entitlement(db::Transaction& tx, const FundRules& rules,
                                const store::EntitlementHeard& heard, const Actor& actor,
                                Instant now);
Result<void> follow_withdrawal(db::Transaction& tx, const FundRules& rules, const ClaimId& claim,
                               const std::string& entitlement);
Result<void> follow_set_off(db::Transaction& tx, const FundRules& rules,
                            const store::PartHeard& heard, const Actor& actor, Instant now);
Result<void> follow_set_off_undone(db::Transaction& tx, const store::PartHeard& heard);
Result<void> follow_advance(db::Transaction& tx, const store::PartHeard& heard);
/// `stage`: unclaimed, found, ended.
Result<void> follow_unclaimed(db::Transaction& tx, const FundRules& rules,
                              const store::PartHeard& heard, const std::string& stage,
                              Instant said_at, const Actor& actor, Instant now);

/// What the claim is owed by whom and what became of it: through the fund, and by the lines of its
/// approved decision that others pay themselves.
std::vector<Owed> owed_on(db::Transaction& tx, const Claim& claim);

/// A page of what all claims of a fund are owed through it.
std::vector<Owed> owed_over_claims(db::Transaction& tx, const store::OwedFilter& filter);

}  // namespace haven::claims
