#pragma once
#include <map>
#include <string>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"

namespace haven::adjudication::store {

/// A pack's files, name to contents.
using PackFiles = std::map<std::string, std::string>;

/// Keeps the files of a pack under its hash; what is there already stays as it is.
void keep_pack_files(db::Transaction& tx, const std::string& pack_hash, const PackFiles& files,
                     Instant now);
/// Empty for a pack that was never kept.
PackFiles find_pack_files(db::Transaction& tx, const std::string& pack_hash);

}  // namespace haven::adjudication::store
