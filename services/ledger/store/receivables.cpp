#include "services/ledger/store/receivables.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::into;
using db::use;

// `written`: rows that an insert with "on conflict do nothing" wrote. `is_same`: the row that was
// there holds what was to be written.
Result<bool> noted(std::int64_t written, bool is_same, const std::string& what) {
  if (written == 1) return true;
  if (is_same) return false;
  return refuse(ErrorKind::conflict, what + "_differs",
                "The books know this " + what +
                    " with other terms; an auditor must say which are "
                    "right.");
}

const std::string select_advance =
    "select a.receivable_id, a.entitlement_id, a.fund, a.lender, a.currency, a.asked_minor, "
    "a.lent_minor, a.ended_minor, r.amount_minor - r.reduced_minor, a.waits, a.approved_at::text "
    "from ledger.advance a join ledger.receivable r using (receivable_id) ";

template <class... Uses>
std::vector<Advance> select_advances(db::Transaction& tx, const std::string& where,
                                     Uses&&... uses) {
  std::vector<Advance> found;
  Advance row;
  Currency currency;
  std::int64_t asked = 0, lent = 0, ended = 0, owed = 0;
  db::each(
      tx, select_advance + where,
      [&] {
        row.asked = {asked, currency};
        row.lent = {lent, currency};
        row.ended = {ended, currency};
        row.owed = {owed, currency};
        found.push_back(row);
      },
      into(row.receivable), into(row.entitlement), into(row.fund), into(row.lender), into(currency),
      into(asked), into(lent), into(ended), into(owed), into(row.waits), into(row.approved_at),
      std::forward<Uses>(uses)...);
  return found;
}

bool is_noted(db::Transaction& tx, const SetOff& set_off) {
  return db::run(tx,
                 "select 1 from ledger.set_off where set_off_id = :id and fund = :fund "
                 "and receivable_id = :receivable and entitlement_id = :entitlement "
                 "and currency = :currency and amount_minor = :amount",
                 use(set_off.id), use(set_off.fund), use(set_off.receivable),
                 use(set_off.entitlement), use(set_off.amount.currency()),
                 use(set_off.amount.minor()));
}

}  // namespace

Result<KnownReceivable> keep_receivable(db::Transaction& tx, const Receivable& r) {
  db::run(tx,
          "insert into ledger.receivable (receivable_id, fund, kind, debtor, entitlement_id, "
          "currency, amount_minor) "
          "values (:id, :fund, :kind, :debtor, :entitlement, :currency, :amount) "
          "on conflict do nothing",
          use(r.id), use(r.fund), use(name_of(r.kind)), use(r.debtor), use(r.entitlement),
          use(r.amount.currency()), use(r.amount.minor()));
  KnownReceivable known;
  std::int64_t reduced = 0;
  const bool is_same = db::run(
      tx,
      "select is_raised, reduced_minor from ledger.receivable where receivable_id = :id "
      "and fund = :fund and kind = :kind and debtor = :debtor and entitlement_id = :entitlement "
      "and currency = :currency and amount_minor = :amount for update",
      use(r.id), use(r.fund), use(name_of(r.kind)), use(r.debtor), use(r.entitlement),
      use(r.amount.currency()), use(r.amount.minor()), into(known.is_raised), into(reduced));
  if (const auto same = noted(0, is_same, "receivable"); !same) return pass(same);
  known.reduced = {reduced, r.amount.currency()};
  return known;
}

void save_raised(db::Transaction& tx, const Receivable& receivable) {
  db::run(tx, "update ledger.receivable set is_raised = true where receivable_id = :id",
          use(receivable.id));
}

Result<bool> insert_reduction(db::Transaction& tx, const Receivable& receivable,
                              const KnownReceivable& known, const Reduction& reduction) {
  bool is_same = false;
  const bool is_known =
      db::run(tx,
              "select fund = :fund and receivable_id = :receivable and how = :how "
              "and amount_minor = :amount from ledger.reduction where reduction_id = :id",
              use(receivable.fund), use(receivable.id), use(name_of(reduction.how)),
              use(reduction.amount.minor()), use(reduction.id), into(is_same));
  if (is_known) return noted(0, is_same, "reduction");
  if (receivable.amount.less_than(known.reduced + reduction.amount)) {
    return refuse(ErrorKind::conflict, "reduction_exceeds_receivable",
                  "Less would be owed than nothing; an auditor must look at the receivable.");
  }
  db::run(tx,
          "insert into ledger.reduction (reduction_id, fund, receivable_id, how, amount_minor) "
          "values (:id, :fund, :receivable, :how, :amount)",
          use(reduction.id), use(receivable.fund), use(receivable.id), use(name_of(reduction.how)),
          use(reduction.amount.minor()));
  db::run(tx,
          "update ledger.receivable set reduced_minor = reduced_minor + :amount "
          "where receivable_id = :id",
          use(reduction.amount.minor()), use(receivable.id));
  return true;
}

Result<bool> insert_advance(db::Transaction& tx, const Advance& advance) {
  const auto written = db::change(
      tx,
      "insert into ledger.advance (receivable_id, fund, entitlement_id, lender, currency, "
      "asked_minor, waits, approved_at) values (:id, :fund, :entitlement, :lender, :currency, "
      ":asked, true, :at) on conflict do nothing",
      use(advance.receivable), use(advance.fund), use(advance.entitlement), use(advance.lender),
      use(advance.asked.currency()), use(advance.asked.minor()), use(advance.approved_at));
  const bool is_same =
      db::run(tx,
              "select 1 from ledger.advance where receivable_id = :id and fund = :fund "
              "and entitlement_id = :entitlement and lender = :lender and currency = :currency "
              "and asked_minor = :asked",
              use(advance.receivable), use(advance.fund), use(advance.entitlement),
              use(advance.lender), use(advance.asked.currency()), use(advance.asked.minor()));
  return noted(written, is_same, "advance");
}

std::optional<Advance> find_open_advance(db::Transaction& tx, const std::string& fund,
                                         const EntitlementId& entitlement) {
  const auto found = select_advances(tx,
                                     "where a.fund = :fund and a.entitlement_id = :id "
                                     "and a.lent_minor > a.ended_minor for update of a",
                                     use(fund), use(entitlement));
  if (found.empty()) return {};
  return found.front();
}

std::vector<Advance> waiting_advances(db::Transaction& tx, const std::string& fund,
                                      const std::string& lender) {
  return select_advances(tx,
                         "where a.fund = :fund and a.lender = :lender and a.waits "
                         "order by a.approved_at, a.receivable_id for update of a",
                         use(fund), use(lender));
}

void save_advance(db::Transaction& tx, const Advance& advance) {
  db::run(tx,
          "update ledger.advance set lent_minor = :lent, ended_minor = :ended, waits = :waits "
          "where receivable_id = :id",
          use(advance.lent.minor()), use(advance.ended.minor()), use(advance.waits),
          use(advance.receivable));
}

Result<bool> insert_set_off(db::Transaction& tx, const SetOff& set_off) {
  const auto written = db::change(
      tx,
      "insert into ledger.set_off (set_off_id, fund, receivable_id, entitlement_id, currency, "
      "amount_minor) values (:id, :fund, :receivable, :entitlement, :currency, :amount) "
      "on conflict do nothing",
      use(set_off.id), use(set_off.fund), use(set_off.receivable), use(set_off.entitlement),
      use(set_off.amount.currency()), use(set_off.amount.minor()));
  return noted(written, is_noted(tx, set_off), "set_off");
}

Result<bool> undo_set_off(db::Transaction& tx, const SetOff& set_off) {
  const bool is_same = is_noted(tx, set_off);
  if (!is_same) return noted(0, is_same, "set_off");
  return db::change(tx,
                    "update ledger.set_off set is_undone = true "
                    "where set_off_id = :id and not is_undone",
                    use(set_off.id)) == 1;
}

Result<bool> insert_undoing(db::Transaction& tx, const Receivable& receivable,
                            const Undoing& undoing) {
  const bool is_reduced =
      db::run(tx,
              "select 1 from ledger.reduction where reduction_id = :id and receivable_id = "
              ":receivable and fund = :fund",
              use(undoing.reduction), use(receivable.id), use(receivable.fund));
  if (!is_reduced) {
    return refuse(ErrorKind::conflict, "reduction_unknown",
                  "Nothing reduced this receivable in that way; an auditor must look at it.");
  }
  const auto written =
      db::change(tx,
                 "insert into ledger.undoing (undoing_id, fund, receivable_id, reduction_id, "
                 "amount_minor) values (:id, :fund, :receivable, :reduction, :amount) "
                 "on conflict do nothing",
                 use(undoing.id), use(receivable.fund), use(receivable.id), use(undoing.reduction),
                 use(undoing.amount.minor()));
  const bool is_same =
      db::run(tx,
              "select 1 from ledger.undoing where undoing_id = :id and "
              "reduction_id = :reduction and amount_minor = :amount",
              use(undoing.id), use(undoing.reduction), use(undoing.amount.minor()));
  const auto is_new = noted(written, is_same, "undoing");
  if (!is_new || !*is_new) return is_new;
  db::run(tx,
          "update ledger.receivable set reduced_minor = reduced_minor - :amount "
          "where receivable_id = :id",
          use(undoing.amount.minor()), use(receivable.id));
  return true;
}

}  // namespace haven::ledger::store
