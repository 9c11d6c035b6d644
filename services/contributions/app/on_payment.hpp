#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/contributions/app/occasion.hpp"

/// What becomes of the payments of refunds; others are none of ours. Safe to hear twice and late.
namespace haven::contributions {

Result<void> on_payment_settled(db::Transaction& tx, const Occasion& occasion, Instant said_at,
                                const disbursement::v1::PaymentSettled& settled);
Result<void> on_payment_returned(db::Transaction& tx, const Occasion& occasion, Instant said_at,
                                 const disbursement::v1::PaymentReturned& returned);

}  // namespace haven::contributions
