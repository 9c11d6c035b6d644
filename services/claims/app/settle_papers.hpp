#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "haven/claims/v1/events.pb.h"
#include "services/claims/app/look_at_papers.hpp"
#include "services/claims/app/take_move.hpp"

namespace haven::claims {

/// Looks at the papers of a locked claim as they are now.
Result<PapersView> papers_now(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                              const v1::CaseFile& file, Date today);

/// Writes into the claim and its file that nothing is missing.
void complete(Claim& claim, v1::CaseFile& file, const PapersView& view, Date today);

/// Sees to the papers of a locked claim that is filed: moves it on and tells ClaimReady when
/// nothing is missing, else says whom it waits for now. Writes the claim in either case, and a
/// history line for `what` brought it here, if it is a move.
Result<PapersView> settle_papers(db::Transaction& tx, const FundRules& rules, Claim& claim,
                                 v1::CaseFile& file, const Actor& actor, Instant now,
                                 std::optional<Move> what = {});

/// The same when the facts changed elsewhere (the member's family, a merge): the claim is left as
/// it is unless something follows from the change. Facts that no rule can read mark it for
/// attention.
Result<void> recheck_papers(db::Transaction& tx, const FundRules& rules, const ClaimId& id,
                            const Actor& actor, Instant now);

}  // namespace haven::claims
