#include "services/disbursement/app/find_hits.hpp"

#include <algorithm>
#include <map>

#include "common/iso20022/latin_text.hpp"
#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/domain/name_score.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/sanctions.hpp"

namespace haven::disbursement {
namespace {

std::string joined_words(std::string_view plain) {
  std::string all;
  for (const std::string& word : name_words(plain)) all += (all.empty() ? "" : " ") + word;
  return all;
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

template <class Event>
messaging::Saying saying_of(const Payment& payment, const Hold& hit, Event event) {
  *event.mutable_payment() = wire_of(payment);
  event.set_hold_id(hit.id.text());
  event.set_entry(hit.about);
  return messaging::saying_of(payment.claim.text(), event);
}

void say(db::Transaction& tx, const std::string& fund, const std::vector<messaging::Saying>& all,
         Instant now) {
  if (!all.empty()) messaging::append_all(tx, {"disbursement", fund, "screening"}, all, now);
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

std::vector<Hold> find_hits(db::Transaction& tx, const std::string& fund,
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
  std::vector<Hold> hits;
  for (const auto& [hit, score] : best) {
    hits.push_back(hold_by_rule(
        *hit.first, HoldKind::sanctions_hit, hit.second,
        "A name of the sanctions list is alike, " + std::to_string(score) + " of 100", now));
  }
  return hits;
}

void say_hits(db::Transaction& tx, const std::vector<Payment>& payments,
              const std::vector<Hold>& placed, Instant now) {
  std::vector<messaging::Saying> sayings;
  for (const Hold& hit : placed) {
    if (hit.kind != HoldKind::sanctions_hit) continue;
    const auto payment = std::ranges::find(payments, hit.payment, &Payment::id);
    v1::SanctionsHitFound found;
    found.set_payment_state(
        name_of(has_left(payment->state) ? payment->state : PaymentState::held));
    sayings.push_back(saying_of(*payment, hit, std::move(found)));
  }
  if (!placed.empty()) say(tx, placed.front().fund, sayings, now);
}

void say_escalated(db::Transaction& tx, const Payment& payment, const Hold& hit, Instant now) {
  v1::SanctionsHitEscalated escalated;
  escalated.set_escalated_by(*hit.escalated_by);
  say(tx, hit.fund, {saying_of(payment, hit, std::move(escalated))}, now);
}

void say_cleared(db::Transaction& tx, const Payment& payment, const Hold& hit, Instant now) {
  if (hit.kind != HoldKind::sanctions_hit) return;
  v1::SanctionsHitCleared cleared;
  cleared.set_cleared_by(*hit.lifted_by);
  say(tx, hit.fund, {saying_of(payment, hit, std::move(cleared))}, now);
}

void report_hits(db::Transaction& tx, const std::string& fund, const std::vector<Payment>& payments,
                 Instant now) {
  std::map<PaymentId, Instant> sent;
  for (const Payment& payment : payments) sent[payment.id] = payment.sent_at.value_or(now);
  auto hits = find_hits(tx, fund, payments, now);
  // What left while the list was read was not held when it left.
  for (Hold& hit : hits) hit.placed_at = std::max(now, sent.at(hit.payment));
  say_hits(tx, payments, store::place_holds(tx, hits), now);
}

}  // namespace haven::disbursement
