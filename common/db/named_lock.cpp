#include "common/db/named_lock.hpp"

#include "common/db/sql.hpp"

namespace haven::db {

void lock_name(Transaction& tx, const std::string& name) {
  std::string nothing;
  run(tx, "select pg_advisory_xact_lock(hashtextextended(:name, 0))::text", use(name),
      into(nothing));
}

void share_name(Transaction& tx, const std::string& name) {
  std::string nothing;
  run(tx, "select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))::text", use(name),
      into(nothing));
}

}  // namespace haven::db
