#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/disbursement/v1/events.pb.h"

namespace haven::ledger {

/// Books a line of a statement that is no order of ours into suspense, on the bank's day. Either
/// this or its assignment may be heard first. Safe to run twice.
Result<void> take_bank_line(db::Transaction& tx, const messaging::Event& event,
                            const disbursement::v1::BankLineTaken& taken, Instant now);

/// Books the line out of suspense, to what it was for, on the bank's day as well. Safe to run
/// twice.
Result<void> assign_bank_line(db::Transaction& tx, const messaging::Event& event,
                              const disbursement::v1::BankLineAssigned& assigned, Instant now);

}  // namespace haven::ledger
