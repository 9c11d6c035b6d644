#include "services/recoveries/store/undoings.hpp"

#include "common/db/sql.hpp"
#include "services/recoveries/store/reductions.hpp"

namespace haven::recoveries::store {
namespace {

using db::into;
using db::use;

void insert_undoing(db::Transaction& tx, const ReceivableId& receivable, const Undoing& undoing,
                    const UndoingCause& cause, Instant now) {
  db::run(tx,
          "insert into recoveries.undoing (undoing_id, receivable_id, reduction_id, amount_minor, "
          "left_minor, because, cause, undone_on, undone_by, recorded_at) values (:id, "
          ":receivable, :reduction, :amount, :left, :because, :cause, :day, :by, :now)",
          use(undoing_id_of(undoing, cause)), use(receivable), use(undoing.of.reduction),
          use(undoing.of.amount.minor()), use(undoing.left.minor()), use(name_of(cause.because)),
          use(cause.cause), use(cause.day), use(cause.by), use(now));
}

void use_credit(db::Transaction& tx, const ReceivableId& receivable, const Credit& credit) {
  db::run(tx,
          "update recoveries.credit set used_minor = used_minor + :amount "
          "where receivable_id = :id and cause = :cause",
          use(credit.amount.minor()), use(receivable), use(credit.cause));
}

Reduced with_only(const Receivable& after, const Reduction& reduction) {
  return {after, {reduction}, nothing_of(reduction.amount), nothing_of(reduction.amount)};
}

Because because_from(const std::string& name) {
  return name == name_of(Because::set_off_undone) ? Because::set_off_undone
                                                  : Because::payment_returned;
}

}  // namespace

std::vector<Paying> payings_of(db::Transaction& tx, const ReceivableId& receivable) {
  std::vector<Paying> found;
  Paying row;
  std::optional<std::string> line;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select d.reduction_id::text, d.cause, d.line_id::text, r.currency, d.amount_minor - "
      "coalesce(u.minor, 0) from recoveries.reduction d "
      "join recoveries.receivable r using (receivable_id) "
      "left join lateral (select sum(u.amount_minor)::bigint as minor from recoveries.undoing u "
      "    where u.reduction_id = d.reduction_id) u on true "
      "where d.receivable_id = :id and d.how not in ('written_off', 'withdrawn') "
      "and d.amount_minor > coalesce(u.minor, 0) order by d.number desc",
      [&] {
        row.line = line.value_or("");
        row.amount = {minor, currency};
        found.push_back(row);
      },
      use(receivable), into(row.reduction), into(row.cause), into(line), into(currency),
      into(minor));
  return found;
}

std::vector<Credit> credits_of(db::Transaction& tx, const ReceivableId& receivable) {
  std::vector<Credit> found;
  Credit row;
  std::optional<std::string> line;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select c.cause, c.line_id::text, r.currency, c.amount_minor - c.used_minor "
      "from recoveries.credit c join recoveries.receivable r using (receivable_id) "
      "where c.receivable_id = :id and c.amount_minor > c.used_minor "
      "order by c.recorded_at, c.cause",
      [&] {
        row.line = line.value_or("");
        row.amount = {minor, currency};
        found.push_back(row);
      },
      use(receivable), into(row.cause), into(line), into(currency), into(minor));
  return found;
}

std::optional<ReceivableId> reduced_by(db::Transaction& tx, const std::string& cause) {
  ReceivableId id;
  if (!db::run(tx, "select receivable_id from recoveries.reduction where cause = :cause",
               use(cause), into(id))) {
    return {};
  }
  return id;
}

std::string undoing_id_of(const Undoing& undoing, const UndoingCause& cause) {
  return named_uuid("undoing/" + undoing.of.reduction + "/" + cause.cause);
}

std::string cause_of_use(const Use& one, const UndoingCause& cause) {
  return "credit/" + cause.cause + "/" + one.credit.cause;
}

void insert_undone(db::Transaction& tx, const Undone& undone, const UndoingCause& cause,
                   Instant now) {
  const ReceivableId& id = undone.after.id;
  for (const Undoing& one : undone.undoings) insert_undoing(tx, id, one, cause, now);
  for (const Credit& credit : undone.ended) use_credit(tx, id, credit);
  for (const Use& one : undone.uses) {
    use_credit(tx, id, one.credit);
    insert_reductions(tx, with_only(undone.after, one.reduction),
                      {cause_of_use(one, cause), one.credit.line, cause.day, cause.by}, now);
  }
  for (const Credit& credit : undone.made) {
    insert_credit(tx, id, {cause.cause + "/" + credit.cause, credit.line, cause.day, cause.by},
                  credit.amount, now);
  }
  if (!undone.withdrawn) return;
  insert_reductions(tx, with_only(undone.after, *undone.withdrawn),
                    {cause.cause, "", cause.day, cause.by}, now);
}

std::vector<UndoingView> undoings_of(db::Transaction& tx, const ReceivableId& receivable) {
  std::vector<UndoingView> found;
  UndoingView row;
  std::string how, because;
  Currency currency;
  std::int64_t minor = 0, left = 0;
  db::each(
      tx,
      "select d.how, u.amount_minor, u.left_minor, r.currency, u.because, u.cause, "
      "u.undone_on::text, u.undone_by, u.recorded_at::text from recoveries.undoing u "
      "join recoveries.reduction d using (reduction_id) "
      "join recoveries.receivable r on r.receivable_id = u.receivable_id "
      "where u.receivable_id = :id order by u.recorded_at, d.number desc",
      [&] {
        row.how = how_from(how).value();
        row.amount = {minor, currency};
        row.left = {left, currency};
        row.cause.because = because_from(because);
        found.push_back(row);
      },
      use(receivable), into(how), into(minor), into(left), into(currency), into(because),
      into(row.cause.cause), into(row.cause.day), into(row.cause.by), into(row.at));
  return found;
}

bool insert_returned(db::Transaction& tx, const ReturnedPayment& returned) {
  return db::change(tx,
                    "insert into recoveries.returned_payment (bank_reference, fund, payment_id, "
                    "entitlement_id, party, currency, amount_minor, returned_on) values "
                    "(:reference, :fund, :payment, :entitlement, :party, :currency, :amount, :day) "
                    "on conflict do nothing",
                    use(returned.bank_reference), use(returned.fund), use(returned.payment),
                    use(returned.entitlement), use(returned.party), use(returned.amount.currency()),
                    use(returned.amount.minor()), use(returned.day)) == 1;
}

void note_settled(db::Transaction& tx, const std::string& payment,
                  const std::string& bank_reference) {
  db::run(tx,
          "update recoveries.returned_payment set is_paid_again = true where payment_id = :payment "
          "and bank_reference <> :reference and not is_paid_again",
          use(payment), use(bank_reference));
}

std::optional<ReturnedPayment> find_returned(db::Transaction& tx, const std::string& fund,
                                             const EntitlementId& entitlement,
                                             const std::string& party) {
  ReturnedPayment row;
  Currency currency;
  std::int64_t minor = 0;
  if (!db::run(tx,
               "select bank_reference, fund, payment_id::text, entitlement_id, party, currency, "
               "amount_minor, returned_on::text from recoveries.returned_payment "
               "where fund = :fund and entitlement_id = :entitlement and party = :party "
               "and not is_paid_again order by returned_on desc, bank_reference limit 1",
               use(fund), use(entitlement), use(party), into(row.bank_reference), into(row.fund),
               into(row.payment), into(row.entitlement), into(row.party), into(currency),
               into(minor), into(row.day))) {
    return {};
  }
  row.amount = {minor, currency};
  return row;
}

}  // namespace haven::recoveries::store
