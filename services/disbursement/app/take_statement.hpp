#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/store/statements.hpp"

namespace haven::disbursement {

struct TakeStatement {
  std::string fund;
  std::string taken_by;
  std::string sha256;  // of the file
  StatementFile file;
};

/// Settles and returns payments as a bank's statement says, set by set, and keeps what each line
/// did. Refused: the file, or another file with the bank's number, was taken before.
Result<Statement> take_statement(db::Transaction& tx, const TakeStatement& command, Instant now);

}  // namespace haven::disbursement
