#include "services/disbursement/app/cancel_payments.hpp"

#include "services/disbursement/app/keep_back.hpp"
#include "services/disbursement/app/keep_unclaimed.hpp"
#include "services/disbursement/store/payments.hpp"

namespace haven::disbursement {

Result<void> cancel_payments(db::Transaction& tx, const messaging::Event& event,
                             const adjudication::v1::EntitlementWithdrawn& withdrawn, Instant now) {
  const auto entitlement = id_from<EntitlementId>(withdrawn.entitlement_id());
  if (!entitlement) {
    return refuse(ErrorKind::invalid, "withdrawal_unreadable", "the event names no entitlement");
  }
  end_withdrawn_unclaimed(tx, event.fund, *entitlement, event.id.text(), now);
  store::cancel_payments(tx, event.fund, *entitlement, now);
  undo_set_offs(tx, event.fund, *entitlement, event.id.text(), now);
  return {};
}

}  // namespace haven::disbursement
