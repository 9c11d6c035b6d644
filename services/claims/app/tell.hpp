#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "haven/claims/v1/events.pb.h"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/claim.hpp"

/// What claims says on the bus, one function for each event. Call them last.
namespace haven::claims::tell {

void claim_filed(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                 const v1::CaseFile& file, const Actor& actor, Instant now);
/// With the reason that the claim carries: filed, corrected, reopened or appealed.
void claim_ready(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                 const v1::CaseFile& file, const Actor& actor, Instant now);
void claim_withdrawn(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                     const std::string& reason, const Actor& actor, Instant now);
void claim_appealed(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                    const std::string& decision_id, const std::string& grounds, const Actor& actor,
                    Instant now);
/// With the claim's outcome.
void claim_closed(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                  const Actor& actor, Instant now);
void account_changed(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                     const Account& account, const Actor& actor, Instant now);

}  // namespace haven::claims::tell
