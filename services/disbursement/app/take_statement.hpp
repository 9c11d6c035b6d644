#pragma once
#include <functional>
#include <optional>
#include <string>

#include "common/db/transaction.hpp"
#include "common/iso20022/stream.hpp"
#include "services/disbursement/domain/payment_policy.hpp"
#include "services/disbursement/store/statements.hpp"

namespace haven::disbursement {

/// A file of the bank.
struct TakeStatement {
  std::string fund;
  std::string taken_by;
  std::string sha256;  // of the file
  /// The file from its beginning, each time it is asked for.
  std::function<iso20022::Source()> open;
};

/// What the beginning of a file says that it is: pain.002, camt.053 or camt.054; else nothing.
std::optional<FileKind> file_kind_of(std::string_view beginning);

/// Takes a camt.053 or camt.054 whole or not at all: settles and returns payments, keeps what each
/// line did, and makes bank lines of what no order explains. Memory does not grow with the file.
/// Refused: it cannot be read or believed, it is of another account or currency, the file or one of
/// its statements was taken before.
Result<Statement> take_statement(db::Transaction& tx, const TakeStatement& command, FileKind kind,
                                 const PaymentPolicy& policy, Date today, Instant now);

/// What the two kinds of use case share: refused when this file was taken before, or is of a number
/// of the bank that was. One file of a fund at a time.
Result<Statement> begin_file(db::Transaction& tx, const TakeStatement& command, FileKind kind,
                             Instant now);
Result<Statement> finish_file(db::Transaction& tx, Statement statement, const std::string& message,
                              const std::string& bank_statement, int lines);

}  // namespace haven::disbursement
