#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/adjudication/domain/award.hpp"

namespace haven::adjudication {

struct ApproveDecision {
  DecisionId decision;
  std::string subject;
  std::optional<std::int64_t> expected_version;  // of If-Match, when sent
  Date today{};
};

struct Approved {
  DecisionHead decision;
  int payments = 0;
};

/// A second person agrees: the decision is final and what it owes is awarded, less what earlier
/// decisions of the claim awarded. Happens once, however many ask at the same time.
/// The fund is the origin's.
Result<Approved> approve_decision(db::Transaction& tx, const messaging::Origin& origin,
                                  const ApproveDecision& command, Instant now);

}  // namespace haven::adjudication
