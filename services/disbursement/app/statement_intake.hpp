#pragma once
#include <functional>
#include <optional>

#include "common/iso20022/statement.hpp"
#include "services/disbursement/domain/payment_policy.hpp"
#include "services/disbursement/store/account_statements.hpp"

namespace haven::disbursement {

/// Turns what the reader of camt.053 and camt.054 gives into lines that together are the money of
/// the statement: each transaction, each entry without transactions, and what an entry moved beyond
/// its transactions, such as a charge in between. A copy gives no lines.
class StatementIntake {
 public:
  struct Takers {
    /// A statement begins: may refuse the file.
    std::function<Result<void>(const AccountStatement&)> begin;
    std::function<void(const StatementLine&)> line;
    /// An entry without details that the bank ties to a whole file.
    std::function<void(const StatementLine&, const iso20022::BatchInfo&)> batch;
    std::function<void(const AccountStatement&)> end;
  };

  /// `today` is the day of a booking that has none.
  StatementIntake(const PaymentPolicy& policy, Date today, Takers takers)
      : policy_(policy), today_(today), takers_(std::move(takers)) {}

  /// For one file; refers to this object.
  iso20022::StatementHandlers handlers();
  [[nodiscard]] int lines() const { return lines_; }

 private:
  __extension__ using Wide = __int128;

  Result<void> begin(const iso20022::StatementHead& head);
  Result<void> take(const iso20022::Entry& entry);
  Result<void> take(const iso20022::Detail& detail);
  Result<void> end_entry(const iso20022::EntryEnd& end);
  Result<void> end(const iso20022::StatementEnd& end);
  [[nodiscard]] StatementLine line_of_entry(int file_line);
  Result<void> give_rest();

  const PaymentPolicy& policy_;
  Date today_;
  Takers takers_;
  AccountStatement part_;
  bool is_statement_ = true;
  iso20022::Entry entry_;
  std::optional<iso20022::BatchInfo> batch_;
  Wide rest_ = 0;  // of the entry, in minor units: above nothing is money in
  int lines_ = 0;
};

}  // namespace haven::disbursement
