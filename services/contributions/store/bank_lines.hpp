#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/match_line.hpp"

/// Our copy of bank lines that are no order of disbursement's own.
namespace haven::contributions::store {

/// Keeps a line that we hear of; one that is known stays as it is. Returns what is kept, held until
/// the transaction ends.
BankLine keep_line(db::Transaction& tx, const std::string& fund, const BankLine& line, Instant now);
std::optional<BankLine> find_line_for_update(db::Transaction& tx, const std::string& fund,
                                             const LineId& id);
/// Saves state, deposit, partner and reason.
void save_line(db::Transaction& tx, const BankLine& line);
/// Who took the line for its deposit, and in a person's words why.
void save_claimant(db::Transaction& tx, const LineId& line, const std::string& by,
                   const std::string& why);

/// Lines that are claimed for a deposit or assigned to it.
std::vector<BankLine> lines_of(db::Transaction& tx, const DepositId& deposit);
/// Money in that nobody has recognised, by id.
std::vector<BankLine> page_of_unmatched_lines(db::Transaction& tx, const std::string& fund,
                                              const std::string& after, int limit);

/// The deposits that a line could be by reference, or by amount and day; held until the transaction
/// ends, so that nobody else takes them.
std::vector<Candidate> candidates_for(db::Transaction& tx, const std::string& fund,
                                      const BankLine& line);
/// Unmatched lines that a deposit could be, found the same way; held until the transaction ends.
std::vector<BankLine> lines_like(db::Transaction& tx, const std::string& fund,
                                 const Deposit& deposit);

}  // namespace haven::contributions::store
