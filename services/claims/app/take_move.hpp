#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/claim.hpp"
#include "services/claims/domain/progress.hpp"

namespace haven::claims {

/// The facts that decide whose turn it is, as far as the claim's row knows them.
TurnFacts turn_facts_of(const FundRules& rules, const Claim& claim, Instant now);
/// With what others said of it.
TurnFacts turn_facts_of(const FundRules& rules, const Claim& claim, const Progress& progress,
                        Instant now);

/// Moves the claim and writes it, its turn and its history line. Refused (conflict) when the move
/// is not legal in the claim's state, or when the row was changed by somebody else meanwhile.
Result<void> take_move(db::Transaction& tx, Claim& claim, Move move, const TurnFacts& facts,
                       const Actor& actor, const std::string& note = "");

/// Writes a change that is no move; as a move only when it changes whose turn it is.
Result<void> save_in_place(db::Transaction& tx, Claim& claim, const TurnFacts& facts,
                           const Actor& actor);

/// The claim, locked; not_found for an id that is none, or is another fund's.
Result<Claim> claim_for_update(db::Transaction& tx, const std::string& fund, const ClaimId& id);

/// Refused (conflict) unless `move` is legal now.
Result<void> require_legal(const Claim& claim, Move move);

}  // namespace haven::claims
