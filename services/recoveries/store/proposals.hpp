#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/recoveries/domain/plan.hpp"
#include "services/recoveries/domain/proposal.hpp"

namespace haven::recoveries::store {

/// False when one of the same kind waits for the same receivable.
bool insert_proposal(db::Transaction& tx, const Proposal& proposal);
std::optional<Proposal> find_proposal(db::Transaction& tx, const std::string& fund,
                                      const ProposalId& id);
std::optional<Proposal> find_proposal_for_update(db::Transaction& tx, const std::string& fund,
                                                 const ProposalId& id);
void insert_agreement(db::Transaction& tx, const ProposalId& id, const std::string& by,
                      Instant now);
/// Ends it: agreed or declined.
void save_end(db::Transaction& tx, const Proposal& proposal, const std::string& by, Instant now);
std::vector<Proposal> page_of_proposals(db::Transaction& tx, const std::string& fund,
                                        const std::string& state, const std::string& receivable,
                                        const std::string& after, int limit);

void insert_advance(db::Transaction& tx, const Proposal& proposal, const std::string& approved_by,
                    Date today);
/// What was called from a guarantor for one claim.
Money called_for_claim(db::Transaction& tx, const ClaimId& claim, const std::string& guarantor,
                       const Currency& currency);
void insert_bond_call(db::Transaction& tx, const Proposal& proposal, const Receivable& receivable,
                      const Bond& bond, Date today);
/// What was called for this receivable.
std::optional<Money> find_bond_call(db::Transaction& tx, const Receivable& receivable);

/// Replaces the plan that is in force; numbers it.
void insert_plan(db::Transaction& tx, const ReceivableId& receivable, const Plan& plan);
/// What the plan in force was agreed about has changed: none is, until another is agreed.
void end_plan(db::Transaction& tx, const ReceivableId& receivable);
std::optional<Plan> find_plan(db::Transaction& tx, const Receivable& receivable);

}  // namespace haven::recoveries::store
