#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/adjudication/domain/decision.hpp"

namespace haven::adjudication {

struct ReturnDecision {
  DecisionId decision;
  std::string subject;
  std::string reason;
  Date today{};
};

struct Returned {
  DecisionHead decision;
  WorkItemId work_item;
};

/// A second person does not agree: the claim goes back to the work queue with the reason.
/// The fund is the origin's.
Result<Returned> return_decision(db::Transaction& tx, const messaging::Origin& origin,
                                 const ReturnDecision& command, Instant now);

}  // namespace haven::adjudication
