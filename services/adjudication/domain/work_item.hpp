#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/result.hpp"
#include "common/scheme/decision.hpp"
#include "services/adjudication/domain/ids.hpp"

namespace haven::adjudication {

enum class WorkItemState { open, assigned, done, cancelled };
std::string name_of(WorkItemState state);
std::optional<WorkItemState> work_item_state_from(std::string_view name);
/// The transition table; adjudication.work_item_move says the same in the database. From assigned
/// to assigned: somebody else takes it over.
bool may_move(WorkItemState from, WorkItemState to);

struct WorkItem {
  WorkItemId id;
  ClaimId claim;
  std::string reference;
  std::string filed_by;                    // of the claim
  std::vector<std::string> judged_before;  // of an appealed claim: who decided or approved it
  std::vector<std::string> reasons;
  std::string note;
  WorkItemState state = WorkItemState::open;
  std::int64_t version = 1;
  std::string assignee;
  Instant opened{};
  Date due{};
};

/// Refused: the item is over, is somebody else's (`expected_version` missing), or the claim was
/// filed by `subject`. Naming the version that was read allows taking the item over from a
/// colleague.
Result<void> may_take(const WorkItem& item, const std::string& subject,
                      std::optional<std::int64_t> expected_version);

/// Refused: the item is not assigned to `subject`, or the claim was filed by them.
Result<void> may_work_on(const WorkItem& item, const std::string& subject);

/// The day by which a person must have decided: five days, sooner where a settlement clock ends
/// sooner, never before today.
Date due_day_of(const scheme::Decision& evaluated, Date today);

}  // namespace haven::adjudication
