#pragma once
#include <map>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/iso20022/statement.hpp"
#include "common/messaging/log.hpp"
#include "services/disbursement/domain/bank_line.hpp"
#include "services/disbursement/domain/order_file.hpp"
#include "services/disbursement/store/statements.hpp"

namespace haven::disbursement {

/// Matches the lines of one file with orders, some hundreds at a time: ends payments, keeps what
/// each line did, makes bank lines of what no order explains, and says all of it. Nothing counts
/// before the caller commits.
class LineMatcher {
 public:
  LineMatcher(db::Transaction& tx, const Statement& statement, Instant now)
      : tx_(tx), statement_(statement), now_(now) {}

  void take(const StatementLine& line);
  /// An entry that the bank ties to a file: settles all its payments when the file's name, number
  /// and sum are ours, and every one of them can be settled by it. Else it is a line like others.
  void take_batch(const StatementLine& line, const iso20022::BatchInfo& batch);
  /// The last lines.
  void finish() { flush(); }

 private:
  struct Matched {
    StatementLine line;
    Match match;
    PaymentId payment;
    BankLineId bank_line;
    std::string entry_key, line_key;
  };

  static store::LineView view_of(const Matched& one);
  void flush();
  /// Ends orders as the lines say, and says so.
  std::vector<Matched> match_all(const std::vector<StatementLine>& lines);
  void keep_bank_lines(std::vector<Matched>& lines);
  [[nodiscard]] BankLine bank_line_of(const Matched& one) const;
  bool settle_file(const StatementLine& line, const OrderFile& file);
  void say(const std::vector<messaging::Saying>& sayings);

  db::Transaction& tx_;
  const Statement& statement_;
  Instant now_;
  std::vector<StatementLine> waiting_;
};

}  // namespace haven::disbursement
