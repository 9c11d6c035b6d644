#include "services/disbursement/app/screen_payments.hpp"

#include <algorithm>
#include <map>

#include "services/disbursement/app/find_hits.hpp"
#include "services/disbursement/app/keep_unclaimed.hpp"
#include "services/disbursement/store/account_checks.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/payments.hpp"

namespace haven::disbursement {
namespace {

// What the findings of these payments rest on, read once for all of them.
struct Known {
  std::map<store::AccountKey, AccountConfirmation> confirmations;
  store::AcceptedNames accepted;
  std::set<std::string> blocked;
};

Known known_of(db::Transaction& tx, const std::string& fund, const std::vector<Payment>& payments,
               const PaymentPolicy& policy) {
  Known known;
  known.accepted = store::accepted_names(tx, payments);
  if (policy.account_check != AccountCheckKind::bank) return known;
  known.confirmations = store::confirmations_of(tx, fund, payments);
  known.blocked = store::with_blocked_account(tx, payments);
  return known;
}

// A name that was accepted stands for the payee's own from then on.
AccountFacts facts_of(const Payment& payment, const Known& known) {
  const std::string id = payment.id.text();
  AccountFacts facts;
  facts.payee = plain_name(payment.payee_name);
  facts.owner = plain_name(payment.account.owner_name);
  facts.currency = payment.amount.currency();
  facts.owner_is_accepted = known.accepted.contains({id, payment.account.owner_name});
  facts.may_be_blocked = known.blocked.contains(id);
  const auto said = known.confirmations.find({payment.account.bank, payment.account.number});
  if (said == known.confirmations.end()) return facts;
  facts.confirmation = said->second;
  facts.owner_is_accepted &= known.accepted.contains({id, said->second.owner_name});
  facts.confirmation->owner_name = plain_name(said->second.owner_name);
  return facts;
}

// Findings of each payment in words, by payment; only of accounts that are complete.
std::map<std::string, std::string> account_findings(db::Transaction& tx, const std::string& fund,
                                                    const std::vector<Payment>& payments,
                                                    const PayingRules& rules) {
  const Known known = known_of(tx, fund, payments, rules.policy);
  std::map<std::string, std::string> found;
  for (const Payment& payment : payments) {
    if (!payment.account.is_complete()) continue;
    const auto findings = findings_of(facts_of(payment, known), rules.policy, rules.today);
    if (!findings.empty()) found[payment.id.text()] = words_of(findings);
  }
  return found;
}

bool can_be_screened(const Payment& payment) {
  return payment.state == PaymentState::held || payment.state == PaymentState::payable ||
         payment.state == PaymentState::batched;
}

}  // namespace

void screen_payments(db::Transaction& tx, const std::string& fund,
                     const std::vector<Payment>& payments, const PayingRules& rules, Instant now) {
  std::vector<Payment> open;
  std::ranges::copy_if(payments, std::back_inserter(open), can_be_screened);
  if (open.empty()) return;
  const auto findings = account_findings(tx, fund, open, rules);
  auto wanted = find_hits(tx, fund, open, now);
  const auto in_force = store::holds_in_force(tx, open);

  for (Hold hold : in_force) {
    if (hold.kind != HoldKind::account_check) continue;
    const auto found = findings.find(hold.payment.text());
    if (found != findings.end() && found->second == hold.about) continue;
    hold.lifted_by = by_rule;
    hold.lifted_at = now;
    hold.lifted_because = "the account was looked at again";
    store::save_lifting(tx, hold);
  }
  for (const Payment& payment : open) {
    const auto found = findings.find(payment.id.text());
    if (found == findings.end()) continue;
    wanted.push_back(hold_by_rule(payment, HoldKind::account_check, found->second,
                                  "The account cannot be paid into: " + found->second, now));
  }
  say_hits(tx, open, store::place_holds(tx, wanted), now);
  const bool any_held = std::ranges::count(open, PaymentState::held, &Payment::state) > 0;
  if (any_held) free_payments(tx, open, now);
}

void free_payments(db::Transaction& tx, const std::vector<Payment>& payments, Instant now) {
  const auto free = store::unhindered(tx, payments);
  for (const Payment& payment : free) {
    take_as_found(tx, payment, "freed " + payment.id.text(), now);
  }
  store::save_payable(tx, free);
}

void save_screened_attempt(db::Transaction& tx, Payment next, const PayingRules& rules,
                           Instant now) {
  next.state = PaymentState::held;  // until it was looked at: a hold may have come meanwhile
  store::save_next_attempt(tx, next);
  screen_payments(tx, next.fund, {next}, rules, now);
}

}  // namespace haven::disbursement
