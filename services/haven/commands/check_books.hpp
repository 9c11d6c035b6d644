#pragma once
#include <string>
#include <vector>

#include "common/db/pool.hpp"
#include "services/haven/store/invariants.hpp"

namespace haven {

/// What cannot be asked in one query of the tables: that the last sealed batch of every fund is
/// what was sealed and signed by one of the keys, and that closed months add up to the balances
/// that were kept. The whole chain is walked by `haven audit verify`.
std::vector<store::Invariant> check_books(db::Pool& pool, const std::vector<std::string>& keys);

}  // namespace haven
