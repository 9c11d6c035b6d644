#include "services/disbursement/store/batch_payments.hpp"

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

// Puts the payments that `chosen` gives into the batch, in one statement: a batch is as large as
// the bank allows, and none of it is held in memory.
template <class... Uses>
Tally put(db::Transaction& tx, const Batch& batch, const std::string& chosen, Uses&&... uses) {
  Tally found;
  std::int64_t total = 0;
  db::run(tx,
          "with chosen as materialized (" + chosen +
              "), batched as (update disbursement.payment p set state = 'batched', "
              "  batch_id = :batch::uuid, version = p.version + 1 from chosen c "
              "  where p.payment_id = c.payment_id and p.attempt = c.attempt "
              "  returning p.batch_id, p.payment_id, p.attempt, p.amount_minor), "
              "lines as (insert into disbursement.batch_line (batch_id, payment_id, attempt, "
              "  amount_minor) select batch_id, payment_id, attempt, amount_minor from batched "
              "  returning amount_minor) "
              "select count(*), coalesce(sum(amount_minor), 0)::bigint from lines",
          std::forward<Uses>(uses)..., use(batch.id), into(found.count), into(total));
  found.total = {total, batch.declared_total.currency()};
  return found;
}

}  // namespace

std::vector<Payment> payments_for_update(db::Transaction& tx, const std::string& fund,
                                         const std::vector<std::string>& ids) {
  return payments_from(tx,
                       select_payment +
                           "from disbursement.payment p where p.fund = :fund and p.is_latest "
                           "and p.payment_id = any(:ids::uuid[]) order by p.payment_id for update",
                       use(fund), use(array_of(ids)));
}

Tally put_in_batch(db::Transaction& tx, const Batch& batch, const std::vector<std::string>& ids) {
  return put(tx, batch,
             "select payment_id, attempt from disbursement.payment "
             "where payment_id = any(:ids::uuid[]) and is_latest and state = 'payable'",
             use(array_of(ids)));
}

Tally put_oldest_in_batch(db::Transaction& tx, const Batch& batch, int limit) {
  return put(tx, batch,
             "select payment_id, attempt from disbursement.payment where fund = :fund "
             "and currency = :currency and state = 'payable' "
             "order by created_at, payment_id limit :limit for update skip locked",
             use(batch.fund), use(batch.declared_total.currency()), use(limit));
}

Tally waiting_for_update(db::Transaction& tx, const Batch& batch) {
  Tally waiting;
  std::int64_t total = 0;
  db::run(tx,
          "with locked as (select amount_minor from disbursement.payment "
          "  where batch_id = :id and state = 'batched' order by bank_reference collate \"C\" "
          "  for update) "
          "select count(*), coalesce(sum(amount_minor), 0)::bigint from locked",
          use(batch.id), into(waiting.count), into(total));
  waiting.total = {total, batch.declared_total.currency()};
  return waiting;
}

std::vector<Payment> release_payments(db::Transaction& tx, const Batch& batch,
                                      const std::string& after, int limit) {
  return payments_from(
      tx,
      "with g as (select payment_id, attempt from disbursement.payment "
      "  where batch_id = :id and state = 'batched' and bank_reference > :after collate \"C\" "
      "  order by bank_reference collate \"C\" limit :limit), "
      "p as (update disbursement.payment t set state = 'released', released_by = :by, "
      "  sent_at = :at, sendings = 1, version = version + 1 from g "
      "  where t.payment_id = g.payment_id and t.attempt = g.attempt returning t.*) " +
          select_payment + "from p order by p.bank_reference collate \"C\"",
      use(batch.id), use(after), use(limit), use(batch.released_by), use(batch.released_at));
}

std::vector<BatchLine> batch_lines(db::Transaction& tx, const std::string& fund, const BatchId& id,
                                   const std::string& after, int limit) {
  std::vector<BatchLine> lines;
  BatchLine row;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select l.payment_id, l.attempt::int, b.currency, l.amount_minor, p.bank_reference, "
      "l.result, p.state from disbursement.batch b join disbursement.batch_line l using (batch_id) "
      "join disbursement.payment p on p.payment_id = l.payment_id and p.attempt = l.attempt "
      "where b.fund = :fund and b.batch_id = :id and l.payment_id > coalesce(nullif(:after, ''), "
      "'00000000-0000-0000-0000-000000000000')::uuid order by l.payment_id limit :limit",
      [&] {
        row.amount = {minor, currency};
        lines.push_back(row);
      },
      use(fund), use(id), use(after), use(limit), into(row.payment), into(row.attempt),
      into(currency), into(minor), into(row.bank_reference), into(row.result),
      into(row.payment_state));
  return lines;
}

}  // namespace haven::disbursement::store
