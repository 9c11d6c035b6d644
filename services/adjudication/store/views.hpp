#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/adjudication/domain/decision.hpp"

/// What answers and reports show; nothing here locks.
namespace haven::adjudication::store {

/// A decision as people read it.
struct DecisionView {
  DecisionHead head;
  std::string pack, pack_hash, pack_label;
  std::string outcome;  // JSON, with trace
  std::string reason;
  Instant decided{};
  std::optional<std::string> approved_by;
  std::optional<Instant> approved;
  std::optional<std::string> returned_by;
  std::optional<Instant> returned;
  std::optional<std::string> return_reason;
};

std::optional<DecisionView> find_decision(db::Transaction& tx, const std::string& fund,
                                          const DecisionId& id);
/// All of a claim, by number.
std::vector<DecisionView> find_decisions_of(db::Transaction& tx, const std::string& fund,
                                            const ClaimId& claim);
/// In the order of deciding, after the id `after`; of every state when `state` is empty.
std::vector<DecisionView> find_decisions(db::Transaction& tx, const std::string& fund,
                                         std::optional<DecisionState> state,
                                         const std::string& after, int limit);

/// What is needed to evaluate a decision again.
struct StoredEvaluation {
  int number = 0;
  std::string pack, pack_hash;
  std::string case_record;
  std::string outcome;
};
/// Of the claim with this reference, by number; empty when it has none. Reads across funds: for the
/// auditor's commands, not for requests.
std::vector<StoredEvaluation> find_evaluations(db::Transaction& tx, const std::string& reference);

/// The facts of decisions made under a pack, whatever its version, by decision id after the id
/// `after`; across funds, for the auditor's commands.
struct StoredCase {
  std::string decision_id;
  std::string case_record;
};
std::vector<StoredCase> find_cases_of_pack(db::Transaction& tx, const std::string& pack,
                                           const std::string& after, int limit);
/// How many there are.
std::int64_t count_cases_of_pack(db::Transaction& tx, const std::string& pack);

}  // namespace haven::adjudication::store
