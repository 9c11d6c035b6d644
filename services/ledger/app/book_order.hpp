#pragma once
#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/ledger/domain/reservation.hpp"

namespace haven::ledger {

/// Books what happened to an order at the bank: released, settled or returned, once for each bank
/// reference, in whatever order it is heard. Refused (and tried again later): the award is not
/// known yet, the order is for more than is reserved.
Result<void> book_order(db::Transaction& tx, const messaging::Event& event, OrderEvent what,
                        const disbursement::v1::Payment& payment, Date caused_on, Instant now);

}  // namespace haven::ledger
