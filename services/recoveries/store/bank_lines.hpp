#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/recoveries/domain/bank_line.hpp"

namespace haven::recoveries::store {

/// False when the line is known.
bool insert_line(db::Transaction& tx, const BankLine& line);
std::optional<BankLine> find_line_for_update(db::Transaction& tx, const std::string& fund,
                                             const LineId& id);
/// Writes its state and whom it pays.
void save_line(db::Transaction& tx, const BankLine& line);

}  // namespace haven::recoveries::store
