#include "services/adjudication/store/views.hpp"

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

namespace {

const std::string select_view =
    "select d.decision_id, d.claim_id, f.reference, f.member_id, d.number, d.state, d.version, "
    "d.filed_by, d.decided_by, d.pack, d.pack_hash, d.pack_label, d.outcome, d.reason, "
    "d.decided_at::text, d.approved_by, d.approved_at::text, d.returned_by, d.returned_at::text, "
    "d.return_reason from adjudication.decision d "
    "join adjudication.claim_file f on f.claim_id = d.claim_id ";

template <class... Uses>
std::vector<DecisionView> find_all(db::Transaction& tx, const std::string& query, Uses&&... uses) {
  std::vector<DecisionView> views;
  DecisionView row;
  DecisionHead& head = row.head;
  std::string state;
  db::each(
      tx, select_view + query,
      [&] {
        head.state = decision_state_from(state).value();
        views.push_back(row);
      },
      uses..., into(head.id), into(head.claim), into(head.reference), into(head.member),
      into(head.number), into(state), into(head.version), into(head.filed_by),
      into(head.decided_by), into(row.pack), into(row.pack_hash), into(row.pack_label),
      into(row.outcome), into(row.reason), into(row.decided), into(row.approved_by),
      into(row.approved), into(row.returned_by), into(row.returned), into(row.return_reason));
  return views;
}

}  // namespace

std::optional<DecisionView> find_decision(db::Transaction& tx, const std::string& fund,
                                          const DecisionId& id) {
  const auto found =
      find_all(tx, "where d.decision_id = :id and d.fund = :fund", use(id), use(fund));
  if (found.empty()) return {};
  return found.front();
}

std::vector<DecisionView> find_decisions_of(db::Transaction& tx, const std::string& fund,
                                            const ClaimId& claim) {
  return find_all(tx, "where d.claim_id = :claim and d.fund = :fund order by d.number", use(claim),
                  use(fund));
}

std::vector<DecisionView> find_decisions(db::Transaction& tx, const std::string& fund,
                                         std::optional<DecisionState> state,
                                         const std::string& after, int limit) {
  // The state stands in the text, and each combination is a statement of its own: PostgreSQL then
  // knows how rare the state is, and the kept plan does not walk every decision ever made.
  std::string query = "where d.fund = :fund ";
  if (state) query += "and d.state = '" + name_of(*state) + "' ";
  if (after.empty()) {
    return find_all(tx, query + "order by d.decision_id limit :rows", use(fund), use(limit));
  }
  return find_all(tx, query + "and d.decision_id > :after order by d.decision_id limit :rows",
                  use(fund), use(after), use(limit));
}

std::vector<StoredEvaluation> find_evaluations(db::Transaction& tx, const std::string& reference) {
  std::vector<StoredEvaluation> all;
  StoredEvaluation row;
  db::Bytes record;
  db::each(
      tx,
      "select d.number, d.pack, d.pack_hash, d.case_record, d.outcome from adjudication.decision d "
      "join adjudication.claim_file f on f.claim_id = d.claim_id "
      "where f.reference = :reference order by f.fund, d.number",
      [&] {
        row.case_record = record.data;
        all.push_back(row);
      },
      use(reference), into(row.number), into(row.pack), into(row.pack_hash), into(record),
      into(row.outcome));
  return all;
}

std::vector<StoredCase> find_cases_of_pack(db::Transaction& tx, const std::string& pack,
                                           const std::string& after, int limit) {
  std::vector<StoredCase> all;
  StoredCase row;
  db::Bytes record;
  db::each(
      tx,
      "select decision_id::text, case_record from adjudication.decision "
      "where pack = :pack and decision_id > :after::uuid "
      "order by decision_id limit :limit",
      [&] {
        row.case_record = record.data;
        all.push_back(row);
      },
      use(pack), use(after), use(limit), into(row.decision_id), into(record));
  return all;
}

std::int64_t count_cases_of_pack(db::Transaction& tx, const std::string& pack) {
  std::int64_t count = 0;
  db::run(tx, "select count(*) from adjudication.decision where pack = :pack", use(pack),
          into(count));
  return count;
}

}  // namespace haven::adjudication::store
