#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"

namespace haven::store {

/// A sentence that must hold over all the tables, and what breaks it. Read with the role
/// haven_auditor, which sees every schema and changes nothing.
struct Invariant {
  std::string name;                   // "every entry balances in every currency"
  std::int64_t broken = 0;            // how many rows break it
  std::vector<std::string> examples;  // ids of up to five of them
};

/// Checks every invariant on one snapshot of the data.
std::vector<Invariant> check_invariants(db::Transaction& tx);

}  // namespace haven::store
