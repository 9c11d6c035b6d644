#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/adjudication/v1/events.pb.h"

namespace haven::ledger {

/// Says FundsReserved: the award's money is set aside in the purse.
void say_reserved(db::Transaction& tx, const messaging::Origin& origin,
                  const adjudication::v1::EntitlementAwarded& award, const std::string& purse,
                  Instant now);

}  // namespace haven::ledger
