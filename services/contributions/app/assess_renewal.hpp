#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

struct AssessRenewal {
  std::string member_number;
  std::string scheme;
};

/// Asks a member for a further period of a scheme. Refused: an unknown number, a scheme that the
/// fund does not collect for, a renewal that is due already (`renewal_already_due`).
Result<Assessment> assess_renewal(db::Transaction& tx, const Occasion& occasion,
                                  const AssessRenewal& command);

}  // namespace haven::contributions
