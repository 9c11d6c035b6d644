#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/adjudication/domain/instalment.hpp"

namespace haven::adjudication {

struct ConfirmInstalment {
  std::string fund;
  PlanId plan;
  int number = 0;
  std::string evidence;  // what was seen: "school certificate of 2026-06-02"
  std::string subject;
};
/// A person saw that the condition of the next instalment holds; it is awarded on its day.
Result<InstalmentPlan> confirm_instalment(db::Transaction& tx, const ConfirmInstalment& command,
                                          Date today, Instant now);

struct EndPlan {
  std::string fund;
  PlanId plan;
  std::string reason;
  std::string subject;
};
/// Nothing more is paid by the plan; what was awarded stays awarded.
Result<InstalmentPlan> end_plan(db::Transaction& tx, const EndPlan& command);

}  // namespace haven::adjudication
