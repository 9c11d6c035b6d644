// The reads of heard.hpp.
#include "common/db/sql.hpp"
#include "services/claims/store/heard.hpp"

namespace haven::claims::store {

using db::into;
using db::use;

Progress find_progress(db::Transaction& tx, const Claim& claim) {
  Progress progress;
  DecisionNews decision;
  std::optional<std::string> decision_id, stage;
  std::optional<int> number, payments;
  db::run(
      tx,
      "select d.decision_id::text, d.number, d.stage, d.payments, "
      "a.announced::int, a.earlier::int, (p.seen + o.over)::int, (p.settled + o.over)::int, "
      "p.returned::int, "
      "p.unanswered::int, p.unknown::int, f.layer "
      "from (select :claim::uuid as claim, :before::int as earlier, "
      ":accounts::timestamptz as answered_at) one "
      "left join lateral (select decision_id, number, stage, payments from claims.decision "
      "where claim_id = one.claim and number > one.earlier order by number desc limit 1) d "
      "on true left join lateral (select coalesce(sum(payments), 0) as announced, "
      "coalesce(sum(payments) filter (where number <= one.earlier), 0) as earlier "
      "from claims.decision where claim_id = one.claim and stage = 'approved') a on true "
      "left join lateral (select count(*) as seen, "
      "count(*) filter (where stage = 'settled') as settled, "
      "count(*) filter (where stage = 'returned') as returned, "
      "count(*) filter (where stage = 'returned' and "
      "said_at > coalesce(one.answered_at, '-infinity')) as unanswered, "
      "count(*) filter (where stage = 'unknown') as unknown "
      "from claims.payment where claim_id = one.claim and instalment = 1) p on true "
      // Shares that are over without a settled payment: kept back in full, or ended by law.
      "left join lateral (select count(*) as over from claims.entitlement e "
      "join claims.entitlement_share s using (entitlement_id) "
      "where e.claim_id = one.claim and e.instalment <= 1 "
      "and not exists (select from claims.entitlement_withdrawal w "
      "where w.entitlement_id = e.entitlement_id) and not exists (select from claims.payment x "
      "where x.entitlement_id = e.entitlement_id and x.party = s.party and x.stage = 'settled') "
      "and (s.amount_minor = (select sum(k.amount_minor) from claims.set_off k "
      "where k.entitlement_id = e.entitlement_id and k.party = s.party) "
      "or exists (select from claims.unclaimed u where u.entitlement_id = e.entitlement_id "
      "and u.party = s.party and u.stage = 'ended'))) o on true "
      "left join lateral (select layer from claims.funding where claim_id = one.claim and short "
      "order by said_at, entitlement_id limit 1) f on true",
      use(claim.id), use(claim.decisions_before), use(claim.accounts_changed_at), into(decision_id),
      into(number), into(stage), into(payments), into(progress.payments_announced),
      into(progress.payments_before), into(progress.payments_seen), into(progress.payments_settled),
      into(progress.payments_returned), into(progress.payments_unanswered),
      into(progress.payments_unknown), into(progress.short_of));
  if (decision_id) {
    progress.decision =
        DecisionNews{*decision_id, *number, decision_stage_from(*stage), payments.value_or(0)};
  }
  return progress;
}

namespace {

std::vector<DecisionLine> lines_of(db::Transaction& tx, const std::string& decision_id) {
  std::vector<DecisionLine> lines;
  DecisionLine line;
  std::optional<std::int64_t> minor;
  std::optional<Currency> currency;
  db::each(
      tx,
      "select scheme, layer, benefit, outcome, amount_minor, currency, reason "
      "from claims.decision_line where decision_id = :id order by line",
      [&] {
        line.amount = minor ? std::optional{Money{*minor, *currency}} : std::nullopt;
        lines.push_back(line);
      },
      use(decision_id), into(line.scheme), into(line.layer), into(line.benefit), into(line.outcome),
      into(minor), into(currency), into(line.reason));
  return lines;
}

std::vector<PaymentHeard> payments_of(db::Transaction& tx, const ClaimId& claim) {
  std::vector<PaymentHeard> payments;
  PaymentHeard payment;
  std::int64_t minor = 0;
  Currency currency;
  db::each(
      tx,
      "select payment_id::text, party, amount_minor, currency, stage from claims.payment "
      "where claim_id = :claim order by payment_id",
      [&] {
        payment.amount = Money{minor, currency};
        payments.push_back(payment);
      },
      use(claim), into(payment.payment_id), into(payment.party), into(minor), into(currency),
      into(payment.stage));
  return payments;
}

}  // namespace

Outcome find_outcome(db::Transaction& tx, const ClaimId& claim) {
  Outcome outcome;
  const bool approved =
      db::run(tx,
              "select decision_id::text from claims.decision where claim_id = :claim "
              "and stage = 'approved' order by number desc limit 1",
              use(claim), into(outcome.decision_id));
  if (approved) outcome.lines = lines_of(tx, outcome.decision_id);
  outcome.payments = payments_of(tx, claim);
  return outcome;
}

}  // namespace haven::claims::store
