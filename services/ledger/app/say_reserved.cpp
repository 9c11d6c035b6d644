#include "services/ledger/app/say_reserved.hpp"

#include "common/messaging/log.hpp"
#include "haven/ledger/v1/events.pb.h"

namespace haven::ledger {

void say_reserved(db::Transaction& tx, const messaging::Origin& origin,
                  const adjudication::v1::EntitlementAwarded& award, const std::string& purse,
                  Instant now) {
  v1::FundsReserved reserved;
  *reserved.mutable_award() = award;
  reserved.set_purse(purse);
  reserved.set_reservation_id(award.entitlement_id());
  messaging::append(tx, origin, award.claim_id(), reserved, now);
}

}  // namespace haven::ledger
