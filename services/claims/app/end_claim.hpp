#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/claim.hpp"

/// How a claim ends before its time, and how an ended one lives again.
namespace haven::claims {

struct WithReason {
  ClaimId claim;
  std::string reason;  // of the withdrawal or reopening; the grounds of an appeal
  Actor actor;
};

Result<Claim> withdraw_claim(db::Transaction& tx, const FundRules& rules, const WithReason& command,
                             Instant now);

/// Back to `filed`, with a higher file version; ready at once when its papers still suffice.
/// Refused when it was never filed, and when the incident has another open claim by now.
Result<Claim> reopen_claim(db::Transaction& tx, const FundRules& rules, const WithReason& command,
                           Instant now);

/// From `closed`: tells ClaimAppealed and sends the file to be decided anew.
Result<Claim> appeal_claim(db::Transaction& tx, const FundRules& rules, const WithReason& command,
                           Instant now);

}  // namespace haven::claims
