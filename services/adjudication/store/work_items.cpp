#include "services/adjudication/store/work_items.hpp"

#include <sstream>

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

namespace {

const std::string select_item =
    "select w.work_item_id, w.claim_id, f.reference, f.filed_by, coalesce((select "
    "string_agg(distinct judge, chr(10)) from adjudication.decision d, "
    "lateral (values (d.decided_by), (d.approved_by)) as judges (judge) "
    "where f.why = 'appealed' and d.claim_id = f.claim_id and d.approved_by is not null), ''), "
    "array_to_string(w.reasons, chr(10)), w.note, w.state, w.version, coalesce(w.assignee, ''), "
    "w.opened_at::text, w.due_on::text from adjudication.work_item w "
    "join adjudication.claim_file f on f.claim_id = w.claim_id ";

// Reasons are codes and judges are subjects; none holds a line break.
std::vector<std::string> split(const std::string& codes) {
  std::vector<std::string> all;
  std::istringstream in{codes};
  for (std::string code; std::getline(in, code);) all.push_back(code);
  return all;
}

struct Row {
  WorkItem item;
  std::string judges, reasons, state;

  WorkItem take() {
    item.judged_before = split(judges);
    item.reasons = split(reasons);
    item.state = work_item_state_from(state).value();
    return item;
  }
};

template <class Run, class... Uses>
auto with_row(Run&& run, Row& row, Uses&&... uses) {
  return run(uses..., into(row.item.id), into(row.item.claim), into(row.item.reference),
             into(row.item.filed_by), into(row.judges), into(row.reasons), into(row.item.note),
             into(row.state), into(row.item.version), into(row.item.assignee),
             into(row.item.opened), into(row.item.due));
}

std::optional<WorkItem> find(db::Transaction& tx, const std::string& query, const std::string& fund,
                             const WorkItemId& id) {
  Row row;
  const auto run = [&](auto&&... exchanges) { return db::run(tx, query, exchanges...); };
  if (!with_row(run, row, use(id), use(fund))) return {};
  return row.take();
}

}  // namespace

bool insert_work_item(db::Transaction& tx, const std::string& fund, const WorkItem& item) {
  return db::change(
             tx,
             "insert into adjudication.work_item (work_item_id, fund, claim_id, reasons, "
             "note, opened_at, due_on) values (:id, :fund, :claim, :reasons::text[], :note, "
             ":opened, :due) on conflict (claim_id) where state in ('open', 'assigned') do nothing",
             use(item.id), use(fund), use(item.claim), use(db::array_of(item.reasons)),
             use(item.note), use(item.opened), use(item.due)) == 1;
}

std::optional<WorkItem> find_work_item(db::Transaction& tx, const std::string& fund,
                                       const WorkItemId& id) {
  return find(tx, select_item + "where w.work_item_id = :id and w.fund = :fund", fund, id);
}

std::optional<WorkItem> find_work_item_locking_claim(db::Transaction& tx, const std::string& fund,
                                                     const WorkItemId& id) {
  return find(tx, select_item + "where w.work_item_id = :id and w.fund = :fund for update of f",
              fund, id);
}

std::vector<WorkItem> find_work_items(db::Transaction& tx, const std::string& fund,
                                      const WorkItemFilter& filter) {
  std::vector<WorkItem> items;
  Row row;
  const std::string state = filter.state ? name_of(*filter.state) : "";
  const std::string assignee = filter.assignee.value_or("");
  const auto run = [&](auto&&... exchanges) {
    db::each(
        tx,
        select_item +
            "where w.fund = :fund and (:state = '' or w.state = :same_state) "
            "and (:assignee = '' or w.assignee = :same_assignee) "
            "and (:after = '' or w.work_item_id > nullif(:same_after, '')::uuid) "
            "order by w.work_item_id limit :rows",
        [&] { items.push_back(row.take()); }, exchanges...);
  };
  with_row(run, row, use(fund), use(state), use(state), use(assignee), use(assignee),
           use(filter.after), use(filter.after), use(filter.limit));
  return items;
}

bool assign_work_item(db::Transaction& tx, const WorkItem& as_read, const std::string& assignee) {
  return db::change(tx,
                    "update adjudication.work_item set state = 'assigned', assignee = :assignee, "
                    "version = version + 1 where work_item_id = :id and version = :version",
                    use(assignee), use(as_read.id), use(as_read.version)) == 1;
}

bool finish_work_item(db::Transaction& tx, const WorkItem& as_read, const std::string& note,
                      Instant now) {
  return db::change(tx,
                    "update adjudication.work_item set state = 'done', closing_note = :note, "
                    "closed_at = :now, version = version + 1 "
                    "where work_item_id = :id and version = :version and state = 'assigned'",
                    use(note), use(now), use(as_read.id), use(as_read.version)) == 1;
}

void end_open_work(db::Transaction& tx, const ClaimId& claim, const std::string& decision_state,
                   const std::string& note, Instant now) {
  db::run(tx,
          "with item as (update adjudication.work_item set state = 'cancelled', "
          "  closing_note = :note, closed_at = :now, version = version + 1 "
          "  where claim_id = :claim and state in ('open', 'assigned')) "
          "update adjudication.decision set state = :state, version = version + 1 "
          "where claim_id = :same_claim and state = 'proposed'",
          use(note), use(now), use(claim), use(decision_state), use(claim));
}

}  // namespace haven::adjudication::store
