#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/adjudication/domain/work_item.hpp"

namespace haven::adjudication {

struct Referral {
  ClaimId claim;
  std::vector<std::string> reasons;
  std::string note;
  Date due{};
};

/// Puts a claim into the work queue. Says nothing by itself: what it means for the claim is the
/// caller's to tell.
WorkItemId open_work_item(db::Transaction& tx, const std::string& fund, const Referral& referral,
                          Instant now);

/// The same, and says ClaimReferred: the claim waits for a person's decision.
WorkItemId refer_claim(db::Transaction& tx, const messaging::Origin& origin,
                       const Referral& referral, Instant now);

}  // namespace haven::adjudication
