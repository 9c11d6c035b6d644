#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/statement.hpp"

namespace haven::disbursement {

/// A statement that was taken.
struct Statement {
  StatementId id;
  std::string fund;
  std::string bank_statement;
  std::string sha256;  // of the file
  int lines = 0;
  std::string taken_by;
  Instant taken_at{};
};

}  // namespace haven::disbursement

namespace haven::disbursement::store {

/// The statement that was taken from this file, or has this number of the bank.
std::optional<Statement> find_same_statement(db::Transaction& tx, const Statement& statement);
std::optional<Statement> find_statement(db::Transaction& tx, const std::string& fund,
                                        const StatementId& id);
/// Newest first, before the statement `after`.
std::vector<Statement> statements_of(db::Transaction& tx, const std::string& fund,
                                     const std::string& after, int limit);

/// A line and what it did.
struct LineView {
  StatementLine line;
  LineResult result = LineResult::unmatched;
  PaymentId payment;  // empty: unmatched
};
/// Refused (false): the same file or the same bank's number is being taken at this moment.
bool insert_statement(db::Transaction& tx, const Statement& statement,
                      const std::vector<LineView>& lines);
std::vector<LineView> lines_of(db::Transaction& tx, const StatementId& id,
                               const std::string& result, int after, int limit);

/// How many lines had each result.
struct ResultCount {
  std::string result;
  std::int64_t count = 0;
};
std::vector<ResultCount> result_counts(db::Transaction& tx, const StatementId& id);

}  // namespace haven::disbursement::store
