#include "services/disbursement/api/events.hpp"

#include "services/disbursement/app/cancel_payments.hpp"
#include "services/disbursement/app/plan_payments.hpp"
#include "services/disbursement/app/sweep_unknown.hpp"
#include "services/disbursement/app/take_accounts.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using messaging::Event;

}  // namespace

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting&,
                       const PaymentPolicies&) {
  subscriptions.on<ledger::v1::FundsReserved>(plan_payments);
  subscriptions.on<adjudication::v1::EntitlementWithdrawn>(
      [](Transaction& tx, const Event& event, const auto& withdrawn, Instant now) {
        return cancel_payments(tx, event, withdrawn, now);
      });
  subscriptions.on<claims::v1::ClaimReady>(
      [](Transaction& tx, const Event& event, const auto& ready, Instant now) {
        return take_accounts(tx, event, ready.file().claim_id(),
                             accounts_from(ready.file().accounts()), now);
      });
  subscriptions.on<claims::v1::PayeeAccountChanged>(
      [](Transaction& tx, const Event& event, const auto& changed, Instant now) {
        const auto& account = changed.account();
        return take_accounts(
            tx, event, changed.claim_id(),
            {{account.party(), {account.owner_name(), account.bank(), account.account()}}}, now);
      });
}

std::size_t sweep_unknown(const service::Setting& setting, std::chrono::seconds silence) {
  const Instant now = setting.clock();
  return db::in_transaction(setting.db,
                            [&](Transaction& tx) { return sweep_unknown(tx, now - silence, now); });
}

}  // namespace haven::disbursement
