#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/adjudication/app/rules.hpp"
#include "services/adjudication/domain/resolution.hpp"
#include "services/adjudication/domain/work_item.hpp"

namespace haven::adjudication {

struct DecideReferral {
  WorkItemId item;
  std::string subject;
  std::optional<scheme::Assessment> assessment;
  Resolution resolution;
  std::string reason;
};

/// An adjudicator decides a claim from the queue: the facts as known now, with the assessment put
/// in, are evaluated again, and every referred line is resolved. What the rules pay or refuse
/// stays. The fund is the origin's.
Result<DecisionId> decide_referral(db::Transaction& tx, const messaging::Origin& origin,
                                   const DecideReferral& command, const Rules& rules, Instant now);

}  // namespace haven::adjudication
