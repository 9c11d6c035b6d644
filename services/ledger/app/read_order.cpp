#include "services/ledger/app/read_order.hpp"

namespace haven::ledger {

Result<store::Order> order_from(const messaging::Event& event,
                                const disbursement::v1::Payment& payment) {
  const auto entitlement = id_from<EntitlementId>(payment.entitlement_id());
  const auto currency = Currency::from(payment.amount().currency());
  if (!entitlement || !currency || !is_uuid(payment.payment_id()) ||
      payment.bank_reference().empty() || payment.amount().minor() <= 0) {
    return refuse(ErrorKind::invalid, "payment_unreadable",
                  "the payment lacks its id, entitlement, bank reference or amount");
  }
  return store::Order{event.fund,
                      payment.bank_reference(),
                      payment.payment_id(),
                      *entitlement,
                      {payment.amount().minor(), *currency}};
}

tl::unexpected<Error> reservation_unknown() {
  return refuse(ErrorKind::conflict, "reservation_unknown",
                "Nothing is reserved for this entitlement yet.");
}

tl::unexpected<Error> reservation_moved() {
  return refuse(ErrorKind::conflict, "reservation_moved",
                "The reservation changed at this moment; try again.");
}

}  // namespace haven::ledger
