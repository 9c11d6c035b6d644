#include "services/adjudication/app/record_payment.hpp"

#include "common/scheme/wire.hpp"
#include "services/adjudication/app/say_overpayment.hpp"
#include "services/adjudication/store/entitlements.hpp"

namespace haven::adjudication {
namespace {

Result<store::PaymentNews> news_from(const disbursement::v1::Payment& said,
                                     std::optional<Date> settled, Instant said_at) {
  const auto id = id_from<PaymentId>(said.payment_id());
  const auto entitlement = id_from<EntitlementId>(said.entitlement_id());
  const auto amount = scheme::money_from(said.amount());
  if (!id) return refuse_field("/payment/payment_id", "must be a UUID");
  if (!entitlement) return refuse_field("/payment/entitlement_id", "must be a UUID");
  if (!id_from<ClaimId>(said.claim_id()))
    return refuse_field("/payment/claim_id", "must be a UUID");
  if (!amount) return pass(amount);
  if (amount->minor() <= 0) return refuse_field("/payment/amount", "must be more than zero");
  return store::PaymentNews{*id, *entitlement, said.party(), *amount, settled, said_at};
}

Result<store::Noted> note(db::Transaction& tx, const messaging::Event& event,
                          const disbursement::v1::Payment& said, std::optional<Date> settled) {
  const auto news = news_from(said, settled, event.at);
  if (!news) return pass(news);
  const auto noted = store::save_payment(tx, event.fund, *news);
  if (noted == store::Noted::entitlement_unknown) {
    return refuse(ErrorKind::not_found, "entitlement_unknown",
                  "No decision awarded the entitlement that this payment names.");
  }
  return noted;
}

}  // namespace

Result<void> record_settled(db::Transaction& tx, const messaging::Event& event,
                            const disbursement::v1::PaymentSettled& settled, Date today,
                            Instant now) {
  if (!settled.payment().purpose().empty()) return {};  // of a contribution: no decision of ours
  const auto day = date_from(settled.settled());
  if (!day) return refuse_field("/settled", "must be a date");
  const auto noted = note(tx, event, settled.payment(), day);
  if (!noted) return pass(noted);
  if (*noted != store::Noted::entitlement_withdrawn) return {};
  const auto& payment = settled.payment();
  const auto amount = scheme::money_from(payment.amount());
  say_overpayment(tx, {"adjudication", event.fund, event.id.text()},
                  {named_uuid("overpayment/" + payment.payment_id()),
                   EntitlementId{payment.entitlement_id()},
                   "paid_after_withdrawal",
                   {{payment.party(), *amount}}},
                  today, now);
  return {};
}

Result<void> record_returned(db::Transaction& tx, const messaging::Event& event,
                             const disbursement::v1::PaymentReturned& returned) {
  if (!returned.payment().purpose().empty()) return {};
  const auto noted = note(tx, event, returned.payment(), {});
  if (!noted) return pass(noted);
  return {};
}

}  // namespace haven::adjudication
