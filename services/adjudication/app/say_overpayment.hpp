#pragma once
#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "services/adjudication/store/entitlements.hpp"

namespace haven::adjudication {

/// Notes that payees have more of an entitlement than they should, and says OverpaymentFound:
/// recoveries keeps it as a debt from now on. Once for one id.
void say_overpayment(db::Transaction& tx, const messaging::Origin& origin,
                     const store::FoundOverpayment& found, Date today, Instant now);

}  // namespace haven::adjudication
