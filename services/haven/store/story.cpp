#include "services/haven/store/story.hpp"

#include "common/db/sql.hpp"

namespace haven::store {

using db::into;
using db::use;

std::optional<ClaimHead> find_claim(db::Transaction& tx, const std::string& reference) {
  ClaimHead head;
  const bool found = db::run(
      tx,
      "select claim_id::text, fund, reference, kind, incident_on::text, state, "
      "coalesce(outcome, ''), coalesce(owner, ''), coalesce(next_step, ''), "
      "coalesce(to_char(due_at, 'YYYY-MM-DD HH24:MI'), ''), coalesce(waiting_for, ''), "
      "coalesce(attention, '') from claims.claim where reference = :reference",
      use(reference), into(head.claim_id), into(head.fund), into(head.reference), into(head.kind),
      into(head.incident_on), into(head.state), into(head.outcome), into(head.owner),
      into(head.next_step), into(head.due_at), into(head.waiting_for), into(head.attention));
  if (!found) return {};
  return head;
}

std::vector<StoryEvent> events_of_claim(db::Transaction& tx, const std::string& claim_id) {
  std::vector<StoryEvent> list;
  StoryEvent row;
  db::each(
      tx,
      "select to_char(occurred_at, 'YYYY-MM-DD HH24:MI:SS.MS'), source, "
      "regexp_replace(type, '^.*\\.', ''), cause from bus.event where subject = :claim "
      "order by position",
      [&] { list.push_back(row); }, use(claim_id), into(row.at), into(row.source), into(row.type),
      into(row.cause));
  return list;
}

std::vector<StoryMove> moves_of_claim(db::Transaction& tx, const std::string& claim_id) {
  std::vector<StoryMove> list;
  StoryMove row;
  db::each(
      tx,
      "select to_char(at, 'YYYY-MM-DD HH24:MI:SS.MS'), move, to_state, "
      "coalesce(waiting_for, ''), by, coalesce(note, '') from claims.history "
      "where claim_id = :claim order by version",
      [&] { list.push_back(row); }, use(claim_id), into(row.at), into(row.move), into(row.to_state),
      into(row.waiting_for), into(row.by), into(row.note));
  return list;
}

std::vector<StoryLine> decision_lines_of_claim(db::Transaction& tx, const std::string& claim_id) {
  std::vector<StoryLine> list;
  StoryLine row;
  db::each(
      tx,
      "select d.number::text, d.state, d.decided_by, coalesce(d.approved_by, ''), l.scheme, "
      "l.benefit, l.outcome, coalesce((l.amount_minor::numeric / 100)::numeric(20, 2)::text || "
      "' ' || l.currency, ''), l.reason, l.rule, l.source "
      "from adjudication.decision d join adjudication.decision_line l using (decision_id) "
      "where d.claim_id = :claim order by d.number, l.position",
      [&] { list.push_back(row); }, use(claim_id), into(row.decision), into(row.state),
      into(row.decided_by), into(row.approved_by), into(row.scheme), into(row.benefit),
      into(row.outcome), into(row.amount), into(row.reason), into(row.rule), into(row.source));
  return list;
}

std::vector<StoryPayment> payments_of_claim(db::Transaction& tx, const std::string& claim_id) {
  std::vector<StoryPayment> list;
  StoryPayment row;
  db::each(
      tx,
      "select coalesce(r.benefit, ''), p.party, "
      "(p.amount_minor::numeric / 100)::numeric(20, 2)::text || ' ' || p.currency, p.state, "
      "p.bank_reference, coalesce(p.batch_approved_by, ''), coalesce(p.released_by, '') "
      "from disbursement.payment p left join ledger.reservation r using (entitlement_id) "
      "where p.claim_id = :claim order by p.created_at, p.entitlement_id, p.party, p.attempt",
      [&] { list.push_back(row); }, use(claim_id), into(row.benefit), into(row.party),
      into(row.amount), into(row.state), into(row.bank_reference), into(row.approved_by),
      into(row.released_by));
  return list;
}

}  // namespace haven::store
