#pragma once
#include "common/core/result.hpp"
#include "common/messaging/event.hpp"
#include "haven/recoveries/v1/events.pb.h"
#include "services/ledger/domain/receivable.hpp"

namespace haven::ledger {

/// The wire promises nothing; past this point nobody has to doubt the receivable.
Result<Receivable> receivable_from(const messaging::Event& event,
                                   const recoveries::v1::Receivable& wire);
/// A part of it: a positive amount of its currency.
Result<Money> part_from(const Receivable& receivable, const common::v1::Money& wire);
tl::unexpected<Error> receivable_unreadable(std::string detail);

}  // namespace haven::ledger
