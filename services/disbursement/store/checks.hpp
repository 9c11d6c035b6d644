#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"

namespace haven::disbursement::store {

/// One sentence for each property of the payments that does not hold; empty when all is well. Reads
/// every fund. The database guards most of them; this proves them together.
std::vector<std::string> broken_rules(db::Transaction& tx);

}  // namespace haven::disbursement::store
