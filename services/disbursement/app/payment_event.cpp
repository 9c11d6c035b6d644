#include "services/disbursement/app/payment_event.hpp"

#include <iterator>
#include <utility>

namespace haven::disbursement {

v1::Payment wire_of(const Payment& payment) {
  v1::Payment wire;
  wire.set_payment_id(payment.id.text());
  wire.set_claim_id(payment.claim.text());
  wire.set_entitlement_id(payment.entitlement.text());
  wire.set_party(payment.party);
  wire.mutable_amount()->set_minor(payment.amount.minor());
  wire.mutable_amount()->set_currency(payment.amount.currency().code());
  wire.set_bank_reference(payment.bank_reference);
  wire.set_batch_id(payment.batch.text());
  wire.set_member_id(payment.member.text());
  wire.set_instalment(payment.instalment);
  if (payment.party == refund_party) wire.set_purpose("contribution_refund");
  return wire;
}

std::vector<messaging::Saying> released_sayings(const std::vector<Payment>& payments) {
  return sayings_of<v1::PaymentReleased>(payments, [](auto& event, const Payment& payment) {
    event.set_released_by(payment.released_by.value_or(""));
  });
}

std::vector<messaging::Saying> ended_sayings(const std::vector<Payment>& payments) {
  std::vector<messaging::Saying> sayings;
  for (const Payment& payment : payments) {
    auto one =
        payment.state == PaymentState::settled
            ? sayings_of<v1::PaymentSettled>({payment},
                                             [](auto& event, const Payment& settled) {
                                               event.set_settled(text_of(*settled.settled_on));
                                             })
            : sayings_of<v1::PaymentReturned>({payment}, [](auto& event, const Payment& returned) {
                event.set_reason(*returned.return_reason);
                event.set_returned(text_of(*returned.returned_on));
                event.set_after_settlement(returned.settled_on.has_value());
              });
    sayings.push_back(std::move(one.front()));
  }
  return sayings;
}

std::vector<messaging::Saying> unknown_sayings(const std::vector<Payment>& payments) {
  return sayings_of<v1::PaymentUnknown>(payments, [](auto&, const Payment&) {});
}

}  // namespace haven::disbursement
