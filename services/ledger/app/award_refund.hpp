#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/contributions/v1/events.pb.h"

namespace haven::ledger {

/// Moves a receipt that is given back into the purse of the refunds, made when it is first needed,
/// and reserves it there at once: FundsReserved, and disbursement pays it like any award. Its
/// entitlement is the refund, its claim the receipt. Safe to run twice.
Result<void> award_refund(db::Transaction& tx, const messaging::Event& event,
                          const contributions::v1::RefundApproved& approved, Instant now);

}  // namespace haven::ledger
