#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/adjudication/app/gather_facts.hpp"
#include "services/adjudication/domain/decision.hpp"

namespace haven::adjudication {

struct Proposal {
  const ClaimFile& file;
  const Evaluated& evaluated;
  std::vector<DecidedLine> lines;
  std::string decided_by = system_decider;
  std::optional<WorkItemId> work_item{};
  std::string reason{};
};

/// Fixes a decision and says ClaimDecided. The claim has no other proposed decision.
DecisionId propose_decision(db::Transaction& tx, const messaging::Origin& origin, Proposal proposal,
                            Instant now);

}  // namespace haven::adjudication
