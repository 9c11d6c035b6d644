#pragma once
#include "common/db/transaction.hpp"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/domain/plan.hpp"

namespace haven::recoveries {

struct AgreePlan {
  ReceivableId receivable;
  Money instalment;
  Date first{};
};

/// A collector has agreed with the debtor how it pays; replaces the plan before. From now on the
/// debt is late when an instalment is.
Result<Plan> agree_plan(db::Transaction& tx, const Occasion& occasion, const AgreePlan& command);

}  // namespace haven::recoveries
