#pragma once
#include "common/db/transaction.hpp"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/domain/proposal.hpp"

namespace haven::recoveries {

/// One more person agrees; with the last one that it needs the proposal takes effect. Refused: its
/// proposer, somebody twice, and what is not possible any more, which is to be declined.
Result<Proposal> agree(db::Transaction& tx, const Occasion& occasion, const ProposalId& proposal);

/// It ends without effect. Refused: neither an approver nor who proposed it.
Result<Proposal> decline(db::Transaction& tx, const Occasion& occasion, const ProposalId& proposal,
                         const std::string& reason, bool is_approver);

tl::unexpected<Error> no_proposal();

}  // namespace haven::recoveries
