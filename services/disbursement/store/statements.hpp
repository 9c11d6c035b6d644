#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/statement.hpp"

namespace haven::disbursement {

enum class FileKind { status_report, statement, notification, csv };
std::string name_of(FileKind kind);

/// A file of the bank that was taken.
struct Statement {
  StatementId id;
  std::string fund;
  FileKind kind = FileKind::statement;
  std::string message;         // "camt.053.001.08"
  std::string bank_statement;  // the bank's own number of the message
  std::string sha256;          // of the file
  int lines = 0;
  std::string taken_by;
  Instant taken_at{};
};

}  // namespace haven::disbursement

namespace haven::disbursement::store {

/// One file at a time for a fund, until the transaction ends.
void wait_for_turn(db::Transaction& tx, const std::string& fund);
std::optional<Statement> find_statement_of_file(db::Transaction& tx, const std::string& fund,
                                                const std::string& sha256);
std::optional<Statement> find_statement_of_bank(db::Transaction& tx, const std::string& fund,
                                                FileKind kind, const std::string& bank_statement);
std::optional<Statement> find_statement(db::Transaction& tx, const std::string& fund,
                                        const StatementId& id);
/// Newest first, before the statement `after`.
std::vector<Statement> statements_of(db::Transaction& tx, const std::string& fund,
                                     const std::string& after, int limit);
/// Its lines and parts may come before it, in the same transaction.
void insert_statement(db::Transaction& tx, const Statement& statement);

/// A line and what it did.
struct LineView {
  int line = 0;
  int part = 1;
  int file_line = 0;
  std::string bank_reference;  // of the order that it was tied to, else its own first name
  bool is_credit = false;
  bool is_return = false;
  std::optional<Money> amount;
  std::optional<Date> booked_on;
  std::string status;
  std::string reason;
  LineResult result = LineResult::unmatched;
  MatchedBy matched_by = MatchedBy::none;
  PaymentId payment;     // empty: none
  BankLineId bank_line;  // of what no order explains
  std::string entry_key, line_key;
};
void insert_lines(db::Transaction& tx, const StatementId& statement,
                  const std::vector<LineView>& lines);
std::vector<LineView> lines_of(db::Transaction& tx, const StatementId& id,
                               const std::string& result, int after, int limit);

/// How often bookings of these names stand in this file, and in all files of its kind.
struct Seen {
  std::int64_t here = 0;
  std::int64_t in_kind = 0;
};
std::map<std::string, Seen> bookings_seen(db::Transaction& tx, const StatementId& statement,
                                          FileKind kind, const std::vector<std::string>& keys);
/// Those of these entries that another file has shown before.
std::set<std::string> entries_elsewhere(db::Transaction& tx, const StatementId& statement,
                                        const std::vector<std::string>& keys);

/// How many lines had each result.
struct ResultCount {
  std::string result;
  std::int64_t count = 0;
};
std::vector<ResultCount> result_counts(db::Transaction& tx, const StatementId& id);

}  // namespace haven::disbursement::store
