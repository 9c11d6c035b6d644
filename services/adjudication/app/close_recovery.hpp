#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/adjudication/domain/work_item.hpp"

namespace haven::adjudication {

struct CloseRecovery {
  std::string fund;
  WorkItemId item;
  std::string subject;
  std::string note;  // what was done about the money
};

/// Ends a work item of kind recover.
Result<void> close_recovery(db::Transaction& tx, const CloseRecovery& command, Instant now);

}  // namespace haven::adjudication
