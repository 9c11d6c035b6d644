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

template <class... Uses>
std::vector<DecisionView> with_after(db::Transaction& tx, const std::string& query,
                                     const std::string& after, int limit, Uses&&... uses) {
  if (after.empty()) return find_all(tx, query, uses..., use(limit));
  return find_all(tx, query, uses..., use(after), use(limit));
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
  // Each combination is a statement of its own, so that its kept plan uses the index by state.
  const std::string page = (after.empty() ? "" : "and d.decision_id > :after ") +
                           std::string{"order by d.decision_id limit :rows"};
  if (!state) return with_after(tx, "where d.fund = :fund " + page, after, limit, use(fund));
  return with_after(tx, "where d.fund = :fund and d.state = :state " + page, after, limit, use(fund),
                    use(name_of(*state)));
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

}  // namespace haven::adjudication::store
