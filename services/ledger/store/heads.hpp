#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/ledger/domain/seal.hpp"

namespace haven::ledger::store {

void insert_head(db::Transaction& tx, const Head& head);
/// Heads whose number is above `after` and not above `until`, in order.
std::vector<Head> heads_between(db::Transaction& tx, const std::string& fund, std::int64_t after,
                                std::int64_t until);
/// The last head that was signed before the moment, if there is one.
std::optional<Head> head_before(db::Transaction& tx, const std::string& fund, Instant moment);

}  // namespace haven::ledger::store
