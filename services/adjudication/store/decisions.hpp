#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/adjudication/domain/decision.hpp"

namespace haven::adjudication::store {

/// Writes the decision, its lines and shares in one statement. Returns its number in the claim.
int insert_decision(db::Transaction& tx, const DecisionContent& decision, Instant now);

std::vector<DecidedLine> find_lines(db::Transaction& tx, const DecisionId& decision);

/// What an approval needs, in one read that locks the claim's row. The decision's own state may
/// have changed while waiting for it: moves compare it.
struct ForApproval {
  DecisionHead head;
  std::string file;      // serialized CaseFile
  std::string snapshot;  // serialized Member of the person; empty when there is no copy
};
std::optional<ForApproval> find_decision_locking_claim(db::Transaction& tx, const std::string& fund,
                                                       const DecisionId& id);

/// False: it was no longer proposed.
bool approve_decision(db::Transaction& tx, const DecisionId& id, const std::string& approver,
                      Instant now);
bool return_decision(db::Transaction& tx, const DecisionId& id, const std::string& approver,
                     const std::string& reason, Instant now);
/// The claim's approved decision makes way for a later one.
void supersede_approved(db::Transaction& tx, const ClaimId& claim);

}  // namespace haven::adjudication::store
