#include "services/disbursement/app/take_accounts.hpp"

#include "services/disbursement/app/keep_unclaimed.hpp"
#include "services/disbursement/app/repair_payment.hpp"
#include "services/disbursement/store/payee_accounts.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/disbursement/store/sanctions.hpp"

namespace haven::disbursement {
namespace {

void correct_account(db::Transaction& tx, const Payment& payment, const Account& account,
                     const std::string& cause, const PayingRules& rules, Instant now) {
  if (payment.state != PaymentState::returned) {
    Payment changed = with_account(payment, account);
    if (changed.account == payment.account) return;
    changed.state = PaymentState::held;  // until the new account was looked at
    store::save_account_change(tx, changed, payment.batch);
    screen_payments(tx, payment.fund, {changed}, rules, now);
    return;
  }
  // Who asked the bank to stop a payment says when it goes on.
  const bool can_be_tried = may_go_again_by_itself(payment) && account != payment.account &&
                            account.is_complete() && !payment.stop_asked_by &&
                            !store::is_withdrawn(tx, payment.entitlement);
  if (!can_be_tried) return;
  take_as_found(tx, payment, cause, now);
  save_screened_attempt(tx, next_attempt(payment, account, "the account was corrected", now), rules,
                        now);
}

}  // namespace

Accounts accounts_from(const google::protobuf::RepeatedPtrField<claims::v1::PayeeAccount>& wire) {
  Accounts accounts;
  for (const auto& one : wire) {
    if (!one.party().empty()) {
      accounts[one.party()] = {one.owner_name(), one.bank(), one.account()};
    }
  }
  return accounts;
}

Result<void> take_accounts(db::Transaction& tx, const messaging::Event& event,
                           const std::string& claim_id, const Accounts& accounts,
                           const PayingRules& rules, Instant now) {
  const auto claim = id_from<ClaimId>(claim_id);
  if (!claim) return refuse(ErrorKind::invalid, "claim_unreadable", "the event names no claim");
  if (accounts.empty()) return {};
  store::begin_planning(tx, event.fund);  // before any payment is locked: a list locks them later
  store::save_accounts(tx, event.fund, *claim, accounts, event.at);

  const auto payments = store::correctable_of_for_update(tx, event.fund, *claim);
  for (const Payment& payment : payments) {
    const auto account = store::find_account(tx, event.fund, *claim, payment.party);
    if (account) correct_account(tx, payment, *account, event.id.text(), rules, now);
  }
  return {};
}

}  // namespace haven::disbursement
