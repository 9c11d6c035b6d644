#include "services/contributions/app/on_payment.hpp"

#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/refunds.hpp"

namespace haven::contributions {
namespace {

// The refund that a payment is made for: its entitlement is named by the refund's id.
std::optional<Refund> refund_of(db::Transaction& tx, const Occasion& occasion,
                                const disbursement::v1::Payment& payment) {
  const auto id = id_from<RefundId>(payment.entitlement_id());
  if (!id) return {};
  return store::find_refund_for_update(tx, occasion.fund, *id);
}

void take_news(db::Transaction& tx, Refund refund, RefundState state, std::optional<Date> paid,
               Instant said_at) {
  if (!may_move(refund.state, state)) return;
  refund.state = state;
  refund.paid = paid;
  store::save_payment_news(tx, refund, said_at);
}

}  // namespace

Result<void> on_payment_settled(db::Transaction& tx, const Occasion& occasion, Instant said_at,
                                const disbursement::v1::PaymentSettled& settled) {
  const auto refund = refund_of(tx, occasion, settled.payment());
  if (!refund) return {};
  const auto day = date_from(settled.settled());
  if (!day) return refuse_field("/settled", "a day such as 2024-05-14");
  take_news(tx, *refund, RefundState::paid, day, said_at);
  return {};
}

Result<void> on_payment_returned(db::Transaction& tx, const Occasion& occasion, Instant said_at,
                                 const disbursement::v1::PaymentReturned& returned) {
  const auto refund = refund_of(tx, occasion, returned.payment());
  if (refund) take_news(tx, *refund, RefundState::returned, {}, said_at);
  return {};
}

}  // namespace haven::contributions
