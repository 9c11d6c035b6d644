#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/scheme/decision.hpp"
#include "services/adjudication/domain/ids.hpp"

namespace haven::adjudication {

/// `decided_by` of a claim that the rules decided without a person.
inline const std::string system_decider = "system";

enum class DecisionState { proposed, approved, returned, superseded, cancelled };
std::string name_of(DecisionState state);
std::optional<DecisionState> decision_state_from(std::string_view name);
/// The transition table; adjudication.decision_move says the same in the database.
bool may_move(DecisionState from, DecisionState to);

/// A line as it is decided: no longer referred, with its payees made explicit.
struct DecidedLine {
  scheme::Line line;
  std::optional<Date> due;  // last day of the settlement clock
  std::string note;         // the adjudicator's, where a person resolved the line
  bool operator==(const DecidedLine&) const = default;
};

/// What never changes of a decision.
struct DecisionContent {
  DecisionId id;
  ClaimId claim;
  std::string fund;
  std::string pack, pack_hash;
  std::int64_t file_version = 0;
  std::string case_record;  // serialized CaseRecord
  std::string outcome;      // scheme::json_of of what the rules gave
  std::string filed_by, decided_by;
  std::optional<WorkItemId> work_item;
  std::string reason;
  std::vector<DecidedLine> lines;
};

/// What lists and approvals need to know of a decision.
struct DecisionHead {
  DecisionId id;
  ClaimId claim;
  std::string reference;
  MemberId member;
  int number = 0;
  DecisionState state = DecisionState::proposed;
  std::int64_t version = 1;
  std::string filed_by, decided_by;
};

/// True for the layers that pay through haven; an employer or agency owes directly.
bool pays_through_haven(const std::string& layer);

}  // namespace haven::adjudication
