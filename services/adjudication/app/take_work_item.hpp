#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/adjudication/domain/work_item.hpp"

namespace haven::adjudication {

struct TakeWorkItem {
  std::string fund;
  WorkItemId item;
  std::string subject;
  std::optional<std::int64_t>
      expected_version;  // of If-Match; needed to take over from a colleague
};

/// Assigns a work item to whoever asks. The item as it is afterwards.
Result<WorkItem> take_work_item(db::Transaction& tx, const TakeWorkItem& command);

}  // namespace haven::adjudication
