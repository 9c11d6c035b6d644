#include "services/adjudication/store/decisions.hpp"

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

namespace {

// The lines and shares as columns, for unnest().
struct Columns {
  std::vector<std::string> scheme, layer, benefit, outcome, minor, currency, reason, rule, source,
      note, due, every, times, while_true;
  std::vector<std::string> share_line, share_position, share_party, share_minor;
};

void add(Columns& columns, const DecidedLine& decided, std::size_t position) {
  const auto& line = decided.line;
  const bool pays = line.outcome == scheme::Outcome::pay;
  columns.scheme.push_back(line.scheme);
  columns.layer.push_back(line.layer);
  columns.benefit.push_back(line.benefit);
  columns.outcome.push_back(scheme::name_of(line.outcome));
  columns.minor.push_back(pays ? std::to_string(line.amount.minor()) : "");
  columns.currency.push_back(pays ? line.amount.currency().code() : "");
  columns.reason.push_back(line.reason);
  columns.rule.push_back(line.rule);
  columns.source.push_back(line.source);
  columns.note.push_back(decided.note);
  columns.due.push_back(decided.due ? text_of(*decided.due) : "");
  const auto& again = line.instalments;
  columns.every.push_back(again ? again->every : "");
  columns.times.push_back(again && again->times ? std::to_string(*again->times) : "");
  columns.while_true.push_back(again ? again->while_true : "");
  for (std::size_t i = 0; i < line.shares.size(); ++i) {
    columns.share_line.push_back(std::to_string(position));
    columns.share_position.push_back(std::to_string(i + 1));
    columns.share_party.push_back(line.shares[i].party);
    columns.share_minor.push_back(std::to_string(line.shares[i].amount.minor()));
  }
}

// One round trip for what is one thing; an empty text stands for null inside the arrays.
const std::string insert_all =
    "with made as ("
    "  insert into adjudication.decision (decision_id, fund, claim_id, number, pack, pack_hash,"
    "    file_version, case_record, outcome, filed_by, decided_by, decided_at, work_item_id, "
    "reason)"
    "  values (:id, :fund, :claim, 1 + coalesce((select max(number) from adjudication.decision"
    "    where claim_id = :same_claim), 0), :pack, :pack_hash, :file_version, :case_record, "
    ":outcome,"
    "    :filed_by, :decided_by, :now, :work_item, :reason) returning decision_id, number), "
    "line as ("
    "  insert into adjudication.decision_line (decision_id, position, scheme, layer, benefit, "
    "outcome,"
    "    amount_minor, currency, reason, rule, source, note, due_on, instalment_every,"
    "    instalment_times, instalment_while)"
    "  select :line_of::uuid, row_number() over (), scheme, layer, benefit, outcome,"
    "    nullif(minor, '')::bigint, nullif(currency, ''), reason, rule, source, note,"
    "    nullif(due, '')::date, nullif(every, ''), nullif(times, '')::int, while_true"
    "  from unnest(:schemes::text[], :layers::text[], :benefits::text[], :outcomes::text[],"
    "    :minors::text[], :currencies::text[], :reasons::text[], :rules::text[], :sources::text[],"
    "    :notes::text[], :dues::text[], :every::text[], :times::text[], :while_true::text[])"
    "    as l (scheme, layer, benefit, outcome, minor, currency, reason, rule, source, note, due,"
    "    every, times, while_true)), "
    "share as ("
    "  insert into adjudication.decision_share (decision_id, line, position, party, amount_minor)"
    "  select :share_of::uuid, line, position, party, minor"
    "  from unnest(:share_lines::int[], :share_positions::int[], :share_parties::text[],"
    "    :share_minors::bigint[]) as s (line, position, party, minor)) "
    "select number from made";

}  // namespace

int insert_decision(db::Transaction& tx, const DecisionContent& decision, Instant now) {
  Columns columns;
  for (std::size_t i = 0; i < decision.lines.size(); ++i) add(columns, decision.lines[i], i + 1);
  int number = 0;
  db::run(
      tx, insert_all, use(decision.id), use(decision.fund), use(decision.claim),
      use(decision.claim), use(decision.pack), use(decision.pack_hash), use(decision.file_version),
      use(db::Bytes{decision.case_record}), use(decision.outcome), use(decision.filed_by),
      use(decision.decided_by), use(now), use(decision.work_item), use(decision.reason),
      use(decision.id), use(db::array_of(columns.scheme)), use(db::array_of(columns.layer)),
      use(db::array_of(columns.benefit)), use(db::array_of(columns.outcome)),
      use(db::array_of(columns.minor)), use(db::array_of(columns.currency)),
      use(db::array_of(columns.reason)), use(db::array_of(columns.rule)),
      use(db::array_of(columns.source)), use(db::array_of(columns.note)),
      use(db::array_of(columns.due)), use(db::array_of(columns.every)),
      use(db::array_of(columns.times)), use(db::array_of(columns.while_true)), use(decision.id),
      use(db::array_of(columns.share_line)), use(db::array_of(columns.share_position)),
      use(db::array_of(columns.share_party)), use(db::array_of(columns.share_minor)), into(number));
  return number;
}

std::vector<DecidedLine> find_lines(db::Transaction& tx, const DecisionId& decision) {
  std::vector<DecidedLine> lines;
  DecidedLine row;
  int position = 0, last = 0;
  std::string outcome;
  std::optional<std::string> currency, party, every;
  std::optional<std::int64_t> minor, share_minor;
  std::optional<int> times;
  std::string while_true;
  db::each(
      tx,
      "select l.position, l.scheme, l.layer, l.benefit, l.outcome, l.amount_minor, l.currency, "
      "l.reason, l.rule, l.source, l.note, l.due_on::text, l.instalment_every, l.instalment_times, "
      "l.instalment_while, s.party, s.amount_minor "
      "from adjudication.decision_line l left join adjudication.decision_share s "
      "on s.decision_id = l.decision_id and s.line = l.position "
      "where l.decision_id = :decision order by l.position, s.position",
      [&] {
        if (position != last) {
          row.line.outcome = outcome == "pay" ? scheme::Outcome::pay : scheme::Outcome::refuse;
          row.line.amount = minor ? money(*minor, *currency) : Money{};
          row.line.instalments.reset();
          if (every) row.line.instalments = scheme::Instalments{*every, times, while_true};
          lines.push_back(row);
          last = position;
        }
        if (party) lines.back().line.shares.push_back({*party, money(*share_minor, *currency)});
      },
      use(decision), into(position), into(row.line.scheme), into(row.line.layer),
      into(row.line.benefit), into(outcome), into(minor), into(currency), into(row.line.reason),
      into(row.line.rule), into(row.line.source), into(row.note), into(row.due), into(every),
      into(times), into(while_true), into(party), into(share_minor));
  return lines;
}

std::optional<ForApproval> find_decision_locking_claim(db::Transaction& tx, const std::string& fund,
                                                       const DecisionId& id) {
  ForApproval found;
  DecisionHead& head = found.head;
  std::string state;
  db::Bytes file;
  std::optional<db::Bytes> snapshot;
  if (!db::run(tx,
               "select d.decision_id, d.claim_id, f.reference, f.member_id, d.number, d.state, "
               "d.version, d.filed_by, d.decided_by, f.file, m.snapshot "
               "from adjudication.decision d "
               "join adjudication.claim_file f on f.claim_id = d.claim_id "
               "left join adjudication.member_copy m "
               "on m.member_id = adjudication.person_of(f.member_id) "
               "where d.decision_id = :id and d.fund = :fund for update of f",
               use(id), use(fund), into(head.id), into(head.claim), into(head.reference),
               into(head.member), into(head.number), into(state), into(head.version),
               into(head.filed_by), into(head.decided_by), into(file), into(snapshot))) {
    return {};
  }
  head.state = decision_state_from(state).value();
  found.file = std::move(file.data);
  if (snapshot) found.snapshot = std::move(snapshot->data);
  return found;
}

bool approve_decision(db::Transaction& tx, const DecisionId& id, const std::string& approver,
                      Instant now) {
  return db::change(tx,
                    "update adjudication.decision set state = 'approved', version = version + 1, "
                    "approved_by = :approver, approved_at = :now "
                    "where decision_id = :id and state = 'proposed'",
                    use(approver), use(now), use(id)) == 1;
}

bool return_decision(db::Transaction& tx, const DecisionId& id, const std::string& approver,
                     const std::string& reason, Instant now) {
  return db::change(tx,
                    "update adjudication.decision set state = 'returned', version = version + 1, "
                    "returned_by = :approver, returned_at = :now, return_reason = :reason "
                    "where decision_id = :id and state = 'proposed'",
                    use(approver), use(now), use(reason), use(id)) == 1;
}

void supersede_approved(db::Transaction& tx, const ClaimId& claim) {
  db::run(tx,
          "update adjudication.decision set state = 'superseded', version = version + 1 "
          "where claim_id = :claim and state = 'approved'",
          use(claim));
}

}  // namespace haven::adjudication::store
