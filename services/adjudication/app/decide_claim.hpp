#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/claims/v1/events.pb.h"
#include "services/adjudication/app/rules.hpp"

namespace haven::adjudication {

/// A claim's papers are complete: decides it by the rules when nothing asks for a person, else puts
/// it into the work queue. An older version of the file, or the same again, changes nothing; a
/// newer one replaces what was open or proposed.
Result<void> decide_claim(db::Transaction& tx, const messaging::Event& event,
                          const claims::v1::ClaimReady& ready, const Rules& rules, Instant now);

}  // namespace haven::adjudication
