#include "services/disbursement/store/bank_files.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {
namespace {

using db::into;
using db::use;

template <class... Uses>
std::optional<OrderFile> file_from(db::Transaction& tx, const std::string& tail, Uses&&... uses) {
  OrderFile file;
  Currency currency;
  std::int64_t total = 0;
  std::optional<int> attempt;
  const bool found = db::run(
      tx,
      "select f.message_id, f.batch_id, f.payment_id, f.attempt::int, f.book, f.media_type, "
      "f.currency, f.transfers::bigint, f.total_minor, f.bytes, f.sha256, f.written_at::text "
      "from disbursement.bank_file f " +
          tail,
      into(file.message_id), into(file.batch), into(file.payment), into(attempt), into(file.book),
      into(file.media_type), into(currency), into(file.transfers), into(total), into(file.bytes),
      into(file.sha256), into(file.written_at), std::forward<Uses>(uses)...);
  if (!found) return {};
  file.attempt = attempt.value_or(0);
  file.total = {total, currency};
  return file;
}

}  // namespace

void insert_part(db::Transaction& tx, const std::string& message_id, int number,
                 const std::string& content) {
  db::run(tx,
          "insert into disbursement.bank_file_part (message_id, part, content) "
          "values (:id, :part, :content)",
          use(message_id), use(number), use(db::Bytes{content}));
}

void insert_bank_file(db::Transaction& tx, const OrderFile& file) {
  const std::optional<int> attempt =
      file.payment.empty() ? std::nullopt : std::optional{file.attempt};
  db::run(tx,
          "insert into disbursement.bank_file (message_id, batch_id, payment_id, attempt, book, "
          "media_type, currency, transfers, total_minor, bytes, sha256, written_at) values (:id, "
          ":batch, :payment, :attempt, :book, :type, :currency, :transfers, :total, :bytes, :sum, "
          ":at)",
          use(file.message_id), use(file.batch), use(file.payment), use(attempt), use(file.book),
          use(file.media_type), use(file.total.currency()), use(file.transfers),
          use(file.total.minor()), use(file.bytes), use(file.sha256), use(file.written_at));
}

std::optional<OrderFile> find_file_of_batch(db::Transaction& tx, const BatchId& batch) {
  return file_from(tx, "where f.batch_id = :batch and f.payment_id is null", use(batch));
}

std::optional<OrderFile> find_file_of_payment(db::Transaction& tx, const PaymentId& payment) {
  return file_from(tx,
                   "where f.payment_id = :payment order by f.attempt desc, f.written_at desc, "
                   "length(f.message_id) desc, f.message_id desc limit 1",
                   use(payment));
}

std::optional<OrderFile> find_bank_file(db::Transaction& tx, const std::string& fund,
                                        const std::string& message_id) {
  return file_from(tx,
                   "join disbursement.batch b using (batch_id) "
                   "where b.fund = :fund and f.message_id = :id",
                   use(fund), use(message_id));
}

void each_part(db::Transaction& tx, const std::string& message_id,
               const std::function<void(std::string_view)>& take) {
  for (int number = 1;; ++number) {
    db::Bytes content;
    const bool found = db::run(tx,
                               "select content from disbursement.bank_file_part "
                               "where message_id = :id and part = :part",
                               use(message_id), use(number), into(content));
    if (!found) return;
    take(content.data);
  }
}

}  // namespace haven::disbursement::store
