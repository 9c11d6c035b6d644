#pragma once
#include <string>

#include "common/core/result.hpp"
#include "services/adjudication/domain/decision.hpp"

namespace haven::adjudication {

/// Refused: `subject` filed the claim or decided it, or the decision no longer waits for approval.
Result<void> may_approve(const DecisionHead& decision, const std::string& subject);

/// Refused: as above; who may not approve may not return either.
Result<void> may_return(const DecisionHead& decision, const std::string& subject);

}  // namespace haven::adjudication
