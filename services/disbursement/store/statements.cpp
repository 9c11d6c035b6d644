#include "services/disbursement/store/statements.hpp"

#include <algorithm>
#include <array>

#include "common/core/csv.hpp"
#include "common/db/named_lock.hpp"
#include "common/db/sql.hpp"

namespace haven::disbursement {
namespace {

constexpr std::array<std::pair<FileKind, std::string_view>, 4> kind_names{{
    {FileKind::status_report, "status_report"},
    {FileKind::statement, "statement"},
    {FileKind::notification, "notification"},
    {FileKind::csv, "csv"},  // taken before banks' files were ISO 20022
}};

FileKind kind_from(std::string_view name) {
  const auto found =
      std::ranges::find(kind_names, name, [](const auto& one) { return one.second; });
  ensure(found != kind_names.end(), "a stored file is of a known kind");
  return found->first;
}

}  // namespace

std::string name_of(FileKind kind) {
  const auto found = std::ranges::find(kind_names, kind, [](const auto& one) { return one.first; });
  return std::string{found->second};
}

}  // namespace haven::disbursement

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

template <class... Uses>
std::vector<Statement> statements_from(db::Transaction& tx, const std::string& tail,
                                       Uses&&... uses) {
  std::vector<Statement> found;
  Statement s;
  std::string kind;
  db::each(
      tx,
      "select statement_id, fund, kind, message, bank_statement, sha256, lines, taken_by, "
      "taken_at::text from disbursement.statement " +
          tail,
      [&] {
        s.kind = kind_from(kind);
        found.push_back(s);
      },
      into(s.id), into(s.fund), into(kind), into(s.message), into(s.bank_statement), into(s.sha256),
      into(s.lines), into(s.taken_by), into(s.taken_at), std::forward<Uses>(uses)...);
  return found;
}

std::optional<Statement> first_of(const std::vector<Statement>& statements) {
  if (statements.empty()) return {};
  return statements.front();
}

std::string text_or_nothing(const std::optional<Date>& day) {
  return day ? text_of(*day) : "";
}

// One row of the COPY below; what is empty in a column of force_null becomes null.
std::string row_of(const StatementId& statement, const LineView& line) {
  return csv_line({statement.text(), std::to_string(line.line), std::to_string(line.part),
                   std::to_string(line.file_line), line.bank_reference, line.is_credit ? "t" : "f",
                   line.is_return ? "t" : "f", line.amount ? line.amount->currency().code() : "",
                   line.amount ? std::to_string(line.amount->minor()) : "",
                   text_or_nothing(line.booked_on), line.status, line.reason, name_of(line.result),
                   name_of(line.matched_by), line.payment.text(), line.bank_line.text(),
                   line.entry_key, line.line_key});
}

std::optional<Money> money_or_nothing(const std::optional<std::int64_t>& minor,
                                      const Currency& currency) {
  if (!minor) return {};
  return Money{*minor, currency};
}

}  // namespace

void wait_for_turn(db::Transaction& tx, const std::string& fund) {
  db::lock_name(tx, "bank statements of " + fund);
}

std::optional<Statement> find_statement_of_file(db::Transaction& tx, const std::string& fund,
                                                const std::string& sha256) {
  return first_of(
      statements_from(tx, "where fund = :fund and sha256 = :sum", use(fund), use(sha256)));
}

std::optional<Statement> find_statement_of_bank(db::Transaction& tx, const std::string& fund,
                                                FileKind kind, const std::string& bank_statement) {
  return first_of(
      statements_from(tx, "where fund = :fund and kind = :kind and bank_statement = :number",
                      use(fund), use(name_of(kind)), use(bank_statement)));
}

std::optional<Statement> find_statement(db::Transaction& tx, const std::string& fund,
                                        const StatementId& id) {
  return first_of(
      statements_from(tx, "where fund = :fund and statement_id = :id", use(fund), use(id)));
}

std::vector<Statement> statements_of(db::Transaction& tx, const std::string& fund,
                                     const std::string& after, int limit) {
  return statements_from(tx,
                         "where fund = :fund and statement_id < coalesce(nullif(:after, ''), "
                         "'ffffffff-ffff-ffff-ffff-ffffffffffff')::uuid "
                         "order by statement_id desc limit :limit",
                         use(fund), use(after), use(limit));
}

void insert_statement(db::Transaction& tx, const Statement& statement) {
  db::run(tx,
          "insert into disbursement.statement (statement_id, fund, kind, message, bank_statement, "
          "sha256, lines, taken_by, taken_at) values (:id, :fund, :kind, :message, :number, :sum, "
          ":lines, :by, :at)",
          use(statement.id), use(statement.fund), use(name_of(statement.kind)),
          use(statement.message), use(statement.bank_statement), use(statement.sha256),
          use(statement.lines), use(statement.taken_by), use(statement.taken_at));
}

void insert_lines(db::Transaction& tx, const StatementId& statement,
                  const std::vector<LineView>& lines) {
  std::size_t at = 0;
  db::copy_in(tx,
              "copy disbursement.statement_line (statement_id, line, part, file_line, "
              "bank_reference, is_credit, is_return, currency, amount_minor, booked_on, status, "
              "reason, result, matched_by, payment_id, line_id, entry_key, line_key) from stdin "
              "with (format csv, force_null (currency, amount_minor, booked_on, payment_id, "
              "line_id, entry_key, line_key))",
              [&](std::string& row) {
                if (at == lines.size()) return false;
                row = row_of(statement, lines[at++]);
                return true;
              });
}

std::vector<LineView> lines_of(db::Transaction& tx, const StatementId& id,
                               const std::string& result, int after, int limit) {
  std::vector<LineView> lines;
  LineView line;
  std::optional<Currency> currency;
  std::optional<std::int64_t> minor;
  std::string outcome, matched_by;
  db::each(
      tx,
      "select line, part, file_line, bank_reference, is_credit, is_return, currency, "
      "amount_minor, booked_on::text, status, reason, result, matched_by, payment_id, line_id "
      "from disbursement.statement_line where statement_id = :id "
      "and line > :after and result = coalesce(nullif(:result, ''), result) "
      "order by line limit :limit",
      [&] {
        line.amount = currency ? money_or_nothing(minor, *currency) : std::nullopt;
        line.result = line_result_from(outcome).value();
        line.matched_by = matched_by_from(matched_by).value();
        lines.push_back(line);
      },
      use(id), use(after), use(result), use(limit), into(line.line), into(line.part),
      into(line.file_line), into(line.bank_reference), into(line.is_credit), into(line.is_return),
      into(currency), into(minor), into(line.booked_on), into(line.status), into(line.reason),
      into(outcome), into(matched_by), into(line.payment), into(line.bank_line));
  return lines;
}

std::map<std::string, Seen> bookings_seen(db::Transaction& tx, const StatementId& statement,
                                          FileKind kind, const std::vector<std::string>& keys) {
  std::map<std::string, Seen> seen;
  std::string key;
  Seen row;
  db::each(
      tx,
      "select l.line_key::text, count(*) filter (where l.statement_id = :id), "
      "count(*) filter (where l.statement_id = :same or s.kind = :kind) "
      "from disbursement.statement_line l left join disbursement.statement s using (statement_id) "
      "where l.line_key = any(:keys::uuid[]) group by l.line_key",
      [&] { seen[key] = row; }, use(statement), use(statement), use(name_of(kind)),
      use(array_of(keys)), into(key), into(row.here), into(row.in_kind));
  return seen;
}

std::set<std::string> entries_elsewhere(db::Transaction& tx, const StatementId& statement,
                                        const std::vector<std::string>& keys) {
  std::set<std::string> known;
  std::string key;
  db::each(
      tx,
      "select distinct entry_key::text from disbursement.statement_line "
      "where entry_key = any(:keys::uuid[]) and statement_id <> :id",
      [&] { known.insert(key); }, use(array_of(keys)), use(statement), into(key));
  return known;
}

std::vector<ResultCount> result_counts(db::Transaction& tx, const StatementId& id) {
  std::vector<ResultCount> counts;
  ResultCount row;
  db::each(
      tx,
      "select result, count(*) from disbursement.statement_line where statement_id = :id "
      "group by result order by result",
      [&] { counts.push_back(row); }, use(id), into(row.result), into(row.count));
  return counts;
}

}  // namespace haven::disbursement::store
