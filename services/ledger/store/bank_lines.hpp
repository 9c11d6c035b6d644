#pragma once
#include "common/db/transaction.hpp"
#include "services/ledger/domain/bank_line.hpp"

namespace haven::ledger::store {

/// Notes that the line was taken; false when it was heard of with other terms. Twice is as once.
bool save_taken(db::Transaction& tx, const BankLine& line);
/// Notes what the line was for: the use, and `item` where the assignment names it (a deposit, a
/// receivable, a funding, an exchange), otherwise empty; false when it was heard of with other
/// terms or for something else.
bool save_assigned(db::Transaction& tx, const BankLine& line, LineUse use, const Account& account,
                   const std::string& item);

}  // namespace haven::ledger::store
