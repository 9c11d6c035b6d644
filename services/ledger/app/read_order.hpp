#pragma once
#include "common/core/result.hpp"
#include "common/messaging/event.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {

/// The wire promises nothing; past this point nobody has to doubt the order.
Result<store::Order> order_from(const messaging::Event& event,
                                const disbursement::v1::Payment& payment);

/// The award was not heard of yet; the event is tried again.
tl::unexpected<Error> reservation_unknown();
/// Somebody else was faster; the event is tried again.
tl::unexpected<Error> reservation_moved();

}  // namespace haven::ledger
