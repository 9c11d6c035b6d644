#include "services/disbursement/app/screen_payments.hpp"

#include <algorithm>
#include <map>

#include "common/iso20022/latin_text.hpp"
#include "services/disbursement/app/keep_unclaimed.hpp"
#include "services/disbursement/domain/name_score.hpp"
#include "services/disbursement/store/account_checks.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/disbursement/store/sanctions.hpp"

namespace haven::disbursement {
namespace {

std::string joined_words(std::string_view plain) {
  std::string all;
  for (const std::string& word : name_words(plain)) all += (all.empty() ? "" : " ") + word;
  return all;
}

Hold rule_hold(const Payment& payment, HoldKind kind, std::string about, std::string reason,
               Instant now) {
  Hold hold;
  hold.id = new_id<HoldId>(now);
  hold.fund = payment.fund;
  hold.payment = payment.id;
  hold.kind = kind;
  hold.about = std::move(about);
  hold.reason = std::move(reason);
  hold.placed_by = by_rule;
  hold.placed_at = now;
  return hold;
}

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

struct NameOf {
  const Payment* payment;
  std::string plain;
};

// The payees' and owners' names, each once.
std::vector<NameOf> names_in(const std::vector<Payment>& payments) {
  std::vector<NameOf> names;
  for (const Payment& payment : payments) {
    std::string payee = joined_words(plain_name(payment.payee_name));
    std::string owner = joined_words(plain_name(payment.account.owner_name));
    if (!owner.empty() && owner != payee) names.push_back({&payment, std::move(owner)});
    if (!payee.empty()) names.push_back({&payment, std::move(payee)});
  }
  return names;
}

std::vector<Hold> sanctions_hits(db::Transaction& tx, const std::string& fund,
                                 const std::vector<Payment>& payments, Instant now) {
  const auto names = names_in(payments);
  std::vector<store::AskedName> asked;
  for (const NameOf& name : names) {
    asked.push_back({payee_key(*name.payment, name.plain), name.plain});
  }
  std::map<std::pair<const Payment*, std::string>, int> best;
  for (const Candidate& candidate : store::candidates(tx, fund, asked)) {
    const NameOf& name = names.at(candidate.asked);
    const int score = name_score(name.plain, candidate.spelling);
    if (score < sanctions_score_min) continue;
    int& so_far = best[{name.payment, candidate.entry}];
    so_far = std::max(so_far, score);
  }
  std::vector<Hold> holds;
  for (const auto& [hit, score] : best) {
    holds.push_back(rule_hold(
        *hit.first, HoldKind::sanctions_hit, hit.second,
        "A name of the sanctions list is alike, " + std::to_string(score) + " of 100", now));
  }
  return holds;
}

bool can_be_screened(const Payment& payment) {
  return payment.state == PaymentState::held || payment.state == PaymentState::payable ||
         payment.state == PaymentState::batched;
}

}  // namespace

std::string plain_name(std::string_view name) {
  constexpr std::size_t name_bytes_max = 400;
  std::string plain = iso20022::bank_text(name, name_bytes_max);
  return plain.empty() ? std::string{name} : plain;
}

std::string payee_key(const Payment& payment, std::string_view plain) {
  const std::string whose = payment.member.empty() ? payment.claim.text() : payment.member.text();
  return whose + "/" + payment.party + "/" + joined_words(plain);
}

void screen_payments(db::Transaction& tx, const std::string& fund,
                     const std::vector<Payment>& payments, const PayingRules& rules, Instant now) {
  std::vector<Payment> open;
  std::ranges::copy_if(payments, std::back_inserter(open), can_be_screened);
  if (open.empty()) return;
  const auto findings = account_findings(tx, fund, open, rules);
  auto wanted = sanctions_hits(tx, fund, open, now);
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
    wanted.push_back(rule_hold(payment, HoldKind::account_check, found->second,
                               "The account cannot be paid into: " + found->second, now));
  }
  store::place_holds(tx, wanted);
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
