#include "services/disbursement/api/events.hpp"

#include "haven/contributions/v1/events.pb.h"
#include "services/disbursement/app/assign_bank_line.hpp"
#include "services/disbursement/app/cancel_payments.hpp"
#include "services/disbursement/app/confirm_receipt.hpp"
#include "services/disbursement/app/keep_back.hpp"
#include "services/disbursement/app/keep_unclaimed.hpp"
#include "services/disbursement/app/plan_payments.hpp"
#include "services/disbursement/app/sweep_unknown.hpp"
#include "services/disbursement/app/take_accounts.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using messaging::Event;

// Our own word comes back to us: what follows upon a settlement needs no part in taking statements.
void listen_to_settlements(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                           const PaymentPolicies& policies) {
  subscriptions.on<disbursement::v1::PaymentSettled>(
      [&](Transaction& tx, const Event& event, const auto& settled, Instant) -> Result<void> {
        ask_about_receipt(tx, event.fund, settled.payment().bank_reference(),
                          policies.at(event.fund), setting.today(event.fund));
        return {};
      });
  subscriptions.on<disbursement::v1::PaymentReturned>(
      [&](Transaction& tx, const Event& event, const auto& returned, Instant) -> Result<void> {
        if (!returned.after_settlement()) return {};
        stop_asking(tx, event.fund, returned.payment().bank_reference(), policies.at(event.fund),
                    setting.today(event.fund));
        return {};
      });
}

}  // namespace

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const PaymentPolicies& policies) {
  const auto rules_of = [&setting, &policies](const std::string& fund) {
    return PayingRules{policies.at(fund), setting.today(fund)};
  };
  listen_to_settlements(subscriptions, setting, policies);
  subscriptions.on<recoveries::v1::SetOffAgreed>(take_agreement);
  subscriptions.on<recoveries::v1::ReceivableReduced>(take_reduction);
  subscriptions.on<contributions::v1::DepositMatched>(
      [](Transaction& tx, const Event& event, const auto& matched, Instant now) {
        return believe_match(tx, event, matched, now);
      });
  subscriptions.on<recoveries::v1::ReceivableMatched>(
      [](Transaction& tx, const Event& event, const auto& matched, Instant now) {
        return believe_match(tx, event, matched, now);
      });
  subscriptions.on<ledger::v1::FundsReserved>(
      [rules_of](Transaction& tx, const Event& event, const auto& reserved, Instant now) {
        return plan_payments(tx, event, reserved, rules_of(event.fund), now);
      });
  subscriptions.on<adjudication::v1::EntitlementWithdrawn>(
      [](Transaction& tx, const Event& event, const auto& withdrawn, Instant now) {
        return cancel_payments(tx, event, withdrawn, now);
      });
  subscriptions.on<claims::v1::ClaimReady>(
      [rules_of](Transaction& tx, const Event& event, const auto& ready, Instant now) {
        return take_accounts(tx, event, ready.file().claim_id(),
                             accounts_from(ready.file().accounts()), rules_of(event.fund), now);
      });
  subscriptions.on<contributions::v1::RefundApproved>(
      [rules_of](Transaction& tx, const Event& event, const auto& refund, Instant now) {
        return take_accounts(
            tx, event, refund.receipt_id(),
            {{std::string{refund_party}, {refund.owner_name(), refund.bank(), refund.account()}}},
            rules_of(event.fund), now);
      });
  subscriptions.on<claims::v1::PayeeAccountChanged>(
      [rules_of](Transaction& tx, const Event& event, const auto& changed, Instant now) {
        const auto& account = changed.account();
        return take_accounts(
            tx, event, changed.claim_id(),
            {{account.party(), {account.owner_name(), account.bank(), account.account()}}},
            rules_of(event.fund), now);
      });
}

std::size_t sweep_unknown(const service::Setting& setting, std::chrono::seconds silence) {
  const Instant now = setting.clock();
  return db::in_transaction(setting.db,
                            [&](Transaction& tx) { return sweep_unknown(tx, now - silence, now); });
}

std::size_t sweep_unclaimed(const service::Setting& setting, const PaymentPolicies& policies) {
  const Instant now = setting.clock();
  std::size_t swept = 0;
  for (const Fund& fund : setting.funds) {
    const auto policy = policies.find(fund.code);
    if (policy == policies.end()) continue;
    // The log is written one transaction at a time: small ones keep everybody else going.
    for (std::size_t batch = 1; batch > 0; swept += batch) {
      batch = db::in_transaction(setting.db, [&](Transaction& tx) {
        return keep_unclaimed(tx, fund, policy->second, now);
      });
    }
  }
  return swept;
}

}  // namespace haven::disbursement
