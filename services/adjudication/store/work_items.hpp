#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/adjudication/domain/work_item.hpp"

namespace haven::adjudication::store {

/// False: the claim has an open item of kind decide already.
bool insert_work_item(db::Transaction& tx, const std::string& fund, const WorkItem& item);

std::optional<WorkItem> find_work_item(db::Transaction& tx, const std::string& fund,
                                       const WorkItemId& id);
/// Locks the claim's row. The item itself may have changed while waiting for it: moves compare the
/// version.
std::optional<WorkItem> find_work_item_locking_claim(db::Transaction& tx, const std::string& fund,
                                                     const WorkItemId& id);

struct WorkItemFilter {
  std::optional<WorkItemState> state;
  std::optional<std::string> assignee;
  std::string after;  // a work item's id
  int limit = 50;
};
/// In the order of opening.
std::vector<WorkItem> find_work_items(db::Transaction& tx, const std::string& fund,
                                      const WorkItemFilter& filter);

/// False: the item is no longer as it was read.
bool assign_work_item(db::Transaction& tx, const WorkItem& as_read, const std::string& assignee);
bool finish_work_item(db::Transaction& tx, const WorkItem& as_read, const std::string& note,
                      Instant now);
/// Cancels the claim's open item of kind decide and supersedes or cancels its proposed decision,
/// because the claim's file has changed or the claim was withdrawn.
void end_open_work(db::Transaction& tx, const ClaimId& claim, const std::string& decision_state,
                   const std::string& note, Instant now);

}  // namespace haven::adjudication::store
