#include "services/adjudication/app/record_payment.hpp"

#include "common/scheme/wire.hpp"
#include "services/adjudication/app/refer_claim.hpp"
#include "services/adjudication/store/entitlements.hpp"

namespace haven::adjudication {
namespace {

constexpr std::chrono::days recover_within{14};

Result<store::SettledPayment> payment_from(const disbursement::v1::PaymentSettled& settled) {
  const auto& said = settled.payment();
  const auto id = id_from<PaymentId>(said.payment_id());
  const auto entitlement = id_from<EntitlementId>(said.entitlement_id());
  const auto amount = scheme::money_from(said.amount());
  const auto day = date_from(settled.settled());
  if (!id) return refuse_field("/payment/payment_id", "must be a UUID");
  if (!entitlement) return refuse_field("/payment/entitlement_id", "must be a UUID");
  if (!amount) return pass(amount);
  if (amount->minor() <= 0) return refuse_field("/payment/amount", "must be more than zero");
  if (!day) return refuse_field("/settled", "must be a date");
  return store::SettledPayment{*id, *entitlement, *amount, *day};
}

}  // namespace

Result<void> record_payment(db::Transaction& tx, const messaging::Event& event,
                            const disbursement::v1::PaymentSettled& settled, Date today,
                            Instant now) {
  const auto payment = payment_from(settled);
  if (!payment) return pass(payment);
  const auto claim = id_from<ClaimId>(settled.payment().claim_id());
  if (!claim) return refuse_field("/payment/claim_id", "must be a UUID");

  switch (store::insert_settled_payment(tx, event.fund, *payment)) {
    case store::Settling::entitlement_unknown:
      return refuse(ErrorKind::not_found, "entitlement_unknown",
                    "No decision awarded the entitlement that this payment names.");
    case store::Settling::entitlement_withdrawn:
      open_work_item(
          tx, event.fund,
          {*claim, WorkItemKind::recover, {"paid_after_withdrawal"}, "", today + recover_within},
          now);
      return {};
    case store::Settling::recorded:
    case store::Settling::known_already:
      return {};
  }
  return {};
}

}  // namespace haven::adjudication
