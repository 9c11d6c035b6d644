#pragma once
#include <string>
#include <vector>

#include "common/messaging/log.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement {

v1::Payment wire_of(const Payment& payment);

/// One event for each payment, with the payment's part filled in; `finish` sets the rest.
template <class Event, class Finish>
std::vector<messaging::Saying> sayings_of(const std::vector<Payment>& payments, Finish finish) {
  std::vector<messaging::Saying> sayings;
  for (const Payment& payment : payments) {
    Event event;
    *event.mutable_payment() = wire_of(payment);
    finish(event, payment);
    sayings.push_back(messaging::saying_of(payment.claim.text(), event));
  }
  return sayings;
}

std::vector<messaging::Saying> released_sayings(const std::vector<Payment>& payments);
/// PaymentSettled or PaymentReturned, as each payment ended.
std::vector<messaging::Saying> ended_sayings(const std::vector<Payment>& payments);
std::vector<messaging::Saying> unknown_sayings(const std::vector<Payment>& payments);

}  // namespace haven::disbursement
