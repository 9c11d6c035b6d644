#include "services/ledger/store/heads.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::Bytes;
using db::into;
using db::use;

template <class... Uses>
std::vector<Head> select_heads(db::Transaction& tx, const std::string& fund,
                               const std::string& where, Uses&&... uses) {
  std::vector<Head> heads;
  Head row;
  row.fund = fund;
  Bytes hash, signature;
  db::each(
      tx,
      "select number, hash, signed_at::text, signature from ledger.head where fund = :fund " +
          where,
      [&] {
        row.hash = hash.data;
        row.signature = signature.data;
        heads.push_back(row);
      },
      into(row.number), into(hash), into(row.signed_at), into(signature), use(fund),
      std::forward<Uses>(uses)...);
  return heads;
}

}  // namespace

void insert_head(db::Transaction& tx, const Head& head) {
  db::run(tx,
          "insert into ledger.head (fund, number, hash, signed_at, signature) "
          "values (:fund, :number, :hash::bytea, :at::timestamptz, :signature::bytea)",
          use(head.fund), use(head.number), use(Bytes{head.hash}), use(head.signed_at),
          use(Bytes{head.signature}));
}

std::vector<Head> heads_between(db::Transaction& tx, const std::string& fund, std::int64_t after,
                                std::int64_t until) {
  return select_heads(tx, fund, "and number > :after and number <= :until order by number",
                      use(after), use(until));
}

std::optional<Head> head_before(db::Transaction& tx, const std::string& fund, Instant moment) {
  auto heads = select_heads(
      tx, fund, "and signed_at < :moment::timestamptz order by number desc limit 1", use(moment));
  if (heads.empty()) return {};
  return heads.front();
}

}  // namespace haven::ledger::store
