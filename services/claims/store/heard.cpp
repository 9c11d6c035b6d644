#include "services/claims/store/heard.hpp"

#include "common/db/sql.hpp"

namespace haven::claims::store {

using db::into;
using db::use;

namespace {

// A decision's lines as columns, for one unnest().
struct LineColumns {
  std::vector<std::string> schemes, layers, benefits, outcomes, amounts, currencies, reasons;

  explicit LineColumns(const std::vector<DecisionLine>& lines) {
    for (const DecisionLine& line : lines) {
      schemes.push_back(line.scheme);
      layers.push_back(line.layer);
      benefits.push_back(line.benefit);
      outcomes.push_back(line.outcome);
      amounts.push_back(line.amount ? std::to_string(line.amount->minor()) : "");
      currencies.push_back(line.amount ? line.amount->currency().code() : "");
      reasons.push_back(line.reason);
    }
  }
};

}  // namespace

void record_decision(db::Transaction& tx, const DecisionHeard& heard, Instant at) {
  const LineColumns lines{heard.lines};
  const bool is_approval = heard.stage == DecisionStage::approved;
  const auto payments = is_approval ? std::optional{heard.payments} : std::nullopt;
  db::run(tx,
          "with kept as (insert into claims.decision (decision_id, claim_id, fund, number, stage, "
          "payments, heard_at) values (:id, :claim, :fund, :number, :stage, :payments, :at) "
          "on conflict (decision_id) do update set "
          "number = greatest(decision.number, excluded.number), "
          "payments = coalesce(excluded.payments, decision.payments), "
          "stage = case when excluded.stage = 'approved' or decision.stage = 'decided' "
          "then excluded.stage else decision.stage end returning decision_id) "
          "insert into claims.decision_line (decision_id, line, scheme, layer, benefit, outcome, "
          "amount_minor, currency, reason) select kept.decision_id, l.line, l.scheme, l.layer, "
          "l.benefit, l.outcome, nullif(l.amount, '')::bigint, nullif(l.currency, ''), l.reason "
          "from kept, unnest(:schemes::text[], :layers::text[], :benefits::text[], "
          ":outcomes::text[], :amounts::text[], :currencies::text[], :reasons::text[]) "
          "with ordinality as l(scheme, layer, benefit, outcome, amount, currency, reason, line) "
          "on conflict do nothing",
          use(heard.decision_id), use(heard.claim), use(heard.fund), use(heard.number),
          use(std::string{name_of(heard.stage)}), use(payments), use(at),
          use(db::array_of(lines.schemes)), use(db::array_of(lines.layers)),
          use(db::array_of(lines.benefits)), use(db::array_of(lines.outcomes)),
          use(db::array_of(lines.amounts)), use(db::array_of(lines.currencies)),
          use(db::array_of(lines.reasons)));
}

void record_payment(db::Transaction& tx, const PaymentHeard& heard, Instant said_at) {
  // Two facts of one moment: the one that lies further on the payment's way.
  db::run(tx,
          "insert into claims.payment (payment_id, claim_id, fund, party, amount_minor, currency, "
          "stage, said_at, entitlement_id, instalment) values (:id, :claim, :fund, :party, :minor, "
          ":currency, :stage, :at, nullif(:entitlement, '')::uuid, :instalment) "
          "on conflict (payment_id) do update set stage = excluded.stage, "
          "amount_minor = excluded.amount_minor, said_at = excluded.said_at "
          "where (payment.said_at, array_position(array['released', 'unknown', 'returned', "
          "'settled'], payment.stage)) < (excluded.said_at, array_position(array['released', "
          "'unknown', 'returned', 'settled'], excluded.stage))",
          use(heard.payment_id), use(heard.claim), use(heard.fund), use(heard.party),
          use(heard.amount.minor()), use(heard.amount.currency()), use(heard.stage), use(said_at),
          use(heard.entitlement), use(heard.instalment));
}

bool record_funding(db::Transaction& tx, const FundingHeard& heard, Instant said_at) {
  bool was_short = false;
  db::run(tx,
          "with was as (select short from claims.funding where entitlement_id = :before), "
          "kept as (insert into claims.funding (entitlement_id, claim_id, fund, layer, short, "
          "said_at) values (:id, :claim, :fund, :layer, :short, :at) on conflict (entitlement_id) "
          "do update set short = excluded.short, said_at = excluded.said_at "
          "where (funding.said_at, not funding.short) < (excluded.said_at, not excluded.short)) "
          "select exists (select from was where short)",
          use(heard.entitlement_id), use(heard.entitlement_id), use(heard.claim), use(heard.fund),
          use(heard.layer), use(heard.is_short), use(said_at), into(was_short));
  return was_short || heard.is_short;
}

void record_parked(db::Transaction& tx, const ParkedHeard& heard, Instant said_at) {
  db::run(tx,
          "insert into claims.parked_event (consumer, event_id, fund, subject, open, said_at) "
          "values (:consumer, :event, :fund, :subject, :open, :at) "
          "on conflict (consumer, event_id) do update set open = excluded.open, "
          "said_at = excluded.said_at where parked_event.said_at <= excluded.said_at",
          use(heard.consumer), use(heard.event_id), use(heard.fund), use(heard.subject),
          use(heard.is_open), use(said_at));
  if (!is_uuid(heard.subject)) return;
  db::run(
      tx,
      "with still as (select exists (select from claims.parked_event where subject = :subject "
      "and open) as open) update claims.claim c set version = c.version + 1, "
      "attention = case when still.open then 'event_parked' end from still "
      "where c.fund = :fund and (c.claim_id = :claim or "
      "(c.member_id = :member and c.state not in ('closed', 'withdrawn'))) "
      "and (case when still.open then c.attention is null else c.attention = 'event_parked' end)",
      use(heard.subject), use(heard.fund), use(heard.subject), use(heard.subject));
}

int last_decision_number(db::Transaction& tx, const ClaimId& claim) {
  int number = 0;
  db::run(tx, "select coalesce(max(number), 0) from claims.decision where claim_id = :claim",
          use(claim), into(number));
  return number;
}

}  // namespace haven::claims::store
