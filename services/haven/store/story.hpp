#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"

/// Everything that happened to one claim, gathered from all services with the role haven_auditor.
namespace haven::store {

struct ClaimHead {
  std::string claim_id, fund, reference, kind, incident_on, state, outcome, owner, next_step,
      due_at, waiting_for, attention;
};
std::optional<ClaimHead> find_claim(db::Transaction& tx, const std::string& reference);

struct StoryEvent {
  std::string at, source, type, cause;
};
/// The events whose subject is the claim, in order.
std::vector<StoryEvent> events_of_claim(db::Transaction& tx, const std::string& claim_id);

struct StoryMove {
  std::string at, move, to_state, waiting_for, by, note;
};
std::vector<StoryMove> moves_of_claim(db::Transaction& tx, const std::string& claim_id);

struct StoryLine {
  std::string decision, state, decided_by, approved_by, scheme, benefit, outcome, amount, reason,
      rule, source;
};
std::vector<StoryLine> decision_lines_of_claim(db::Transaction& tx, const std::string& claim_id);

struct StoryPayment {
  std::string benefit, party, amount, state, bank_reference, approved_by, released_by;
};
std::vector<StoryPayment> payments_of_claim(db::Transaction& tx, const std::string& claim_id);

}  // namespace haven::store
