#pragma once
#include <vector>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "services/adjudication/domain/award.hpp"
#include "services/adjudication/store/decisions.hpp"

namespace haven::adjudication {

/// Who approved a decision, and when.
struct Approval {
  std::string subject;
  Date today{};
  Instant now{};
};

/// Writes and says what an approved decision awards. `awards` are the rests of `lines` that
/// `standing` leaves to be paid. Plans of instalments begin, go on with new terms, or end.
void award_entitlements(db::Transaction& tx, const messaging::Origin& origin,
                        const store::ForApproval& decision, const std::vector<DecidedLine>& lines,
                        const std::vector<Standing>& standing,
                        const std::vector<DecidedLine>& awards, const Approval& approval);

}  // namespace haven::adjudication
