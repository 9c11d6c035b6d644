#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/moves.hpp"
#include "services/claims/store/heard.hpp"

/// What others say of a claim. Each function keeps the news and then moves the claim as far as all
/// the news together make due (domain/progress.hpp), so that nothing depends on their order.
/// Refused: a claim that the fund does not have.
namespace haven::claims {

Result<void> follow_decision(db::Transaction& tx, const FundRules& rules,
                             const store::DecisionHeard& heard, const Actor& actor, Instant now);

/// A referral leaves nothing to remember: it moves a claim that still waits for a decision.
Result<void> follow_referral(db::Transaction& tx, const FundRules& rules, const ClaimId& id,
                             const Actor& actor, Instant now);

/// `said_at`: when the payment's service said so.
Result<void> follow_payment(db::Transaction& tx, const FundRules& rules,
                            const store::PaymentHeard& heard, Instant said_at, const Actor& actor,
                            Instant now);

Result<void> follow_funding(db::Transaction& tx, const FundRules& rules,
                            const store::FundingHeard& heard, Instant said_at, const Actor& actor,
                            Instant now);

/// Moves the claim as far as all the news together make due.
Result<void> move_as_due(db::Transaction& tx, const FundRules& rules, const ClaimId& id,
                         const Actor& actor, Instant now);

/// Some service could not take an event in, or can again: what hangs on it is marked for attention.
void follow_parking(db::Transaction& tx, const store::ParkedHeard& heard, Instant said_at);

}  // namespace haven::claims
