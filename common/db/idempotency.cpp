#include "common/db/idempotency.hpp"

#include "common/db/sql.hpp"

namespace haven::db {

Result<std::optional<StoredAnswer>> begin_idempotent(Transaction& tx, const IdempotencyKey& id) {
  // One statement: try to take the key, and look the answer up whether or not it was taken.
  bool taken = false;
  std::optional<std::string> fingerprint;
  std::optional<int> status;
  std::optional<std::string> headers, body;
  const std::string lock = id.fund + '\n' + id.subject + '\n' + id.key;
  run(tx,
      "select pg_try_advisory_xact_lock(hashtextextended(:lock, 7)), k.fingerprint, "
      "k.status::int, k.headers, k.body from (select 1) one left join edge.idempotency_key k "
      "on k.fund = :fund and k.subject = :subject and k.key = :key",
      use(lock), use(id.fund), use(id.subject), use(id.key), into(taken), into(fingerprint),
      into(status), into(headers), into(body));
  if (fingerprint && *fingerprint != id.fingerprint) {
    return refuse(ErrorKind::invalid, "idempotency_key_reused",
                  "This Idempotency-Key was used for another request; take a new key.",
                  {{"Idempotency-Key", "a key that no other request has used"}});
  }
  if (fingerprint) return StoredAnswer{*status, *headers, *body};
  if (!taken) {
    return refuse(ErrorKind::conflict, "idempotency_in_progress",
                  "The first request with this Idempotency-Key is still running; ask again in a "
                  "second with the same key.");
  }
  return std::optional<StoredAnswer>{};
}

void finish_idempotent(Transaction& tx, const IdempotencyKey& id, const StoredAnswer& answer,
                       Instant now) {
  run(tx,
      "insert into edge.idempotency_key "
      "(fund, subject, key, fingerprint, status, headers, body, answered_at) values "
      "(:fund, :subject, :key, :fingerprint, :status, :headers, :body, :at)",
      use(id.fund), use(id.subject), use(id.key), use(id.fingerprint), use(answer.status),
      use(answer.headers), use(answer.body), use(now));
}

}  // namespace haven::db
