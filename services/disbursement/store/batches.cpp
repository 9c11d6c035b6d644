#include "services/disbursement/store/batches.hpp"

#include <map>

#include "common/db/sql.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

const std::string select_batch =
    "select b.batch_id, b.fund, b.currency, b.declared_count, b.declared_total_minor, b.state, "
    "b.created_by, b.created_at::text, b.approved_by, b.approved_at::text, b.released_by, "
    "b.released_at::text, b.released_count, b.released_total_minor, b.dissolved_by, "
    "b.dissolved_because, b.version, b.approve_signers::int, b.authorise_signers::int, "
    "b.release_signers::int, b.authorised_by, b.authorised_at::text from disbursement.batch b ";

void add_signatures(db::Transaction& tx, std::vector<Batch>& batches) {
  std::vector<std::string> ids;
  std::map<std::string, Batch*> by_id;
  for (Batch& batch : batches) {
    ids.push_back(batch.id.text());
    by_id[batch.id.text()] = &batch;
  }
  BatchId id;
  Signature row;
  std::string step;
  db::each(
      tx,
      "select batch_id, subject, step, signed_at::text from disbursement.batch_signature "
      "where batch_id = any(:ids::uuid[]) order by batch_id, signed_at, step <> 'creation'",
      [&] {
        row.step = signing_step_from(step).value();
        by_id.at(id.text())->signatures.push_back(row);
      },
      use(array_of(ids)), into(id), into(row.subject), into(step), into(row.signed_at));
}

template <class... Uses>
std::vector<Batch> batches_from(db::Transaction& tx, const std::string& tail, Uses&&... uses) {
  std::vector<Batch> batches;
  Batch b;
  Currency currency;
  std::int64_t declared = 0;
  std::optional<std::int64_t> released;
  std::string state;
  db::each(
      tx, select_batch + tail,
      [&] {
        b.declared_total = {declared, currency};
        b.released_total.reset();
        if (released) b.released_total = Money{*released, currency};
        b.state = batch_state_from(state).value();
        batches.push_back(b);
      },
      into(b.id), into(b.fund), into(currency), into(b.declared_count), into(declared), into(state),
      into(b.created_by), into(b.created_at), into(b.approved_by), into(b.approved_at),
      into(b.released_by), into(b.released_at), into(b.released_count), into(released),
      into(b.dissolved_by), into(b.dissolved_because), into(b.version), into(b.signers.approve),
      into(b.signers.authorise), into(b.signers.release), into(b.authorised_by),
      into(b.authorised_at), std::forward<Uses>(uses)...);
  add_signatures(tx, batches);
  return batches;
}

std::optional<Batch> first_of(const std::vector<Batch>& batches) {
  if (batches.empty()) return {};
  return batches.front();
}

}  // namespace

void insert_batch(db::Transaction& tx, const Batch& batch) {
  db::run(tx,
          "insert into disbursement.batch (batch_id, fund, currency, declared_count, "
          "declared_total_minor, state, created_by, created_at, approve_signers, "
          "authorise_signers, release_signers) values (:id, :fund, :currency, "
          ":count, :total, 'created', :by, :at, :approve, :authorise, :release)",
          use(batch.id), use(batch.fund), use(batch.declared_total.currency()),
          use(batch.declared_count), use(batch.declared_total.minor()), use(batch.created_by),
          use(batch.created_at), use(batch.signers.approve), use(batch.signers.authorise),
          use(batch.signers.release));
}

std::optional<Batch> find_batch(db::Transaction& tx, const std::string& fund, const BatchId& id) {
  return first_of(
      batches_from(tx, "where b.fund = :fund and b.batch_id = :id", use(fund), use(id)));
}

std::optional<Batch> find_batch_for_update(db::Transaction& tx, const std::string& fund,
                                           const BatchId& id) {
  return first_of(
      batches_from(tx, "where b.fund = :fund and b.batch_id = :id for update", use(fund), use(id)));
}

std::vector<Batch> batches_of(db::Transaction& tx, const std::string& fund,
                              const std::string& after, int limit) {
  return batches_from(tx,
                      "where b.fund = :fund and b.batch_id < coalesce(nullif(:after, ''), "
                      "'ffffffff-ffff-ffff-ffff-ffffffffffff')::uuid "
                      "order by b.batch_id desc limit :limit",
                      use(fund), use(after), use(limit));
}

Involved involved_in(db::Transaction& tx, const BatchId& id) {
  Involved involved;
  std::string subject;
  bool is_interest = false;
  db::each(
      tx,
      "select subject, false from disbursement.batch_part where batch_id = :id "
      "union all select subject, true from disbursement.batch_interest where batch_id = :again",
      [&] { (is_interest ? involved.have_interest : involved.had_part).insert(subject); }, use(id),
      use(id), into(subject), into(is_interest));
  return involved;
}

void insert_signature(db::Transaction& tx, const Batch& batch) {
  const Signature& newest = batch.signatures.back();
  db::run(tx,
          "insert into disbursement.batch_signature (batch_id, subject, step, signed_at) "
          "values (:id, :subject, :step, :at)",
          use(batch.id), use(newest.subject), use(name_of(newest.step)), use(newest.signed_at));
}

void save_approval(db::Transaction& tx, const Batch& batch) {
  db::run(tx,
          "with approved as (update disbursement.batch set state = 'approved', approved_by = :by, "
          "  approved_at = :at, version = version + 1 where batch_id = :id "
          "  returning batch_id, approved_by) "
          "update disbursement.payment p set batch_approved_by = a.approved_by, "
          "version = p.version + 1 from approved a "
          "where p.batch_id = a.batch_id and p.state = 'batched'",
          use(batch.approved_by), use(batch.approved_at), use(batch.id));
}

void save_authorisation(db::Transaction& tx, const Batch& batch) {
  db::run(tx,
          "update disbursement.batch set state = 'authorised', authorised_by = :by, "
          "authorised_at = :at, version = version + 1 where batch_id = :id",
          use(batch.authorised_by), use(batch.authorised_at), use(batch.id));
}

void save_release(db::Transaction& tx, const Batch& batch) {
  db::run(tx,
          "with sent as (update disbursement.batch_line set result = 'released' "
          "  where batch_id = :batch and result = 'waiting') "
          "update disbursement.batch set state = 'released', released_by = :by, released_at = :at, "
          "released_count = :count, released_total_minor = :total, version = version + 1 "
          "where batch_id = :id",
          use(batch.id), use(batch.released_by), use(batch.released_at), use(batch.released_count),
          use(batch.released_total->minor()), use(batch.id));
}

void save_dissolution(db::Transaction& tx, const Batch& batch) {
  db::run(tx,
          "with dissolved as (update disbursement.batch set state = 'dissolved', "
          "  dissolved_by = :by, dissolved_because = :because, version = version + 1 "
          "  where batch_id = :id returning batch_id), "
          "freed as (update disbursement.payment p set state = 'payable', batch_id = null, "
          "  batch_approved_by = null, version = p.version + 1 from dissolved d "
          "  where p.batch_id = d.batch_id and p.state = 'batched') "
          "update disbursement.batch_line l set result = 'dissolved' from dissolved d "
          "where l.batch_id = d.batch_id and l.result = 'waiting'",
          use(batch.dissolved_by), use(batch.dissolved_because), use(batch.id));
}

}  // namespace haven::disbursement::store
