#include "services/adjudication/app/refer_claim.hpp"

#include "common/core/ensure.hpp"
#include "common/messaging/log.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "services/adjudication/store/work_items.hpp"

namespace haven::adjudication {

WorkItemId open_work_item(db::Transaction& tx, const std::string& fund, const Referral& referral,
                          Instant now) {
  WorkItem item;
  item.id = new_id<WorkItemId>(now);
  item.claim = referral.claim;
  item.reasons = referral.reasons;
  item.note = referral.note;
  item.opened = now;
  item.due = referral.due;
  ensure(store::insert_work_item(tx, fund, item), "a claim has one open work item");
  return item.id;
}

WorkItemId refer_claim(db::Transaction& tx, const messaging::Origin& origin,
                       const Referral& referral, Instant now) {
  const WorkItemId item = open_work_item(tx, origin.fund, referral, now);
  v1::ClaimReferred referred;
  referred.set_claim_id(referral.claim.text());
  referred.set_work_item_id(item.text());
  for (const auto& reason : referral.reasons) referred.add_reasons(reason);
  messaging::append(tx, origin, referral.claim.text(), referred, now);
  return item;
}

}  // namespace haven::adjudication
