#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/bank_line.hpp"

namespace haven::disbursement::store {

/// Writes the lines that are new; returns the ids of those.
std::set<std::string> insert_bank_lines(db::Transaction& tx, const std::vector<BankLine>& lines);

std::optional<BankLine> find_bank_line_for_update(db::Transaction& tx, const std::string& fund,
                                                  const BankLineId& id);
/// Saves the line's assignment.
void save_assignment(db::Transaction& tx, const BankLine& line);

/// Which lines to show; `booked_until` nothing: whatever their age.
struct BankLineFilter {
  std::string state;
  std::optional<Date> booked_until;
};
/// Oldest first, after the line with this key.
std::vector<BankLine> bank_lines_by(db::Transaction& tx, const std::string& fund,
                                    const BankLineFilter& filter, const std::string& after,
                                    int limit);
/// The place of a line in bank_lines_by().
std::string key_of(const BankLine& line);
bool is_bank_line_key(const std::string& text);

}  // namespace haven::disbursement::store
