#pragma once
#include <string>

#include "common/db/transaction.hpp"

namespace haven::db {

/// Locks that stand for no row, by a name such as "payments of owwa"; held until the transaction
/// ends. Each waits as long as a lock may be waited for.
///
/// Nobody else holds the lock meanwhile, shared or not.
void lock_name(Transaction& tx, const std::string& name);
/// Others may share it; nobody has it alone.
void share_name(Transaction& tx, const std::string& name);

}  // namespace haven::db
