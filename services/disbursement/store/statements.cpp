#include "services/disbursement/store/statements.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

const std::string select_statement =
    "select statement_id, fund, bank_statement, sha256, lines, taken_by, taken_at::text "
    "from disbursement.statement ";

template <class... Uses>
std::vector<Statement> statements_from(db::Transaction& tx, const std::string& tail,
                                       Uses&&... uses) {
  std::vector<Statement> found;
  Statement s;
  db::each(
      tx, select_statement + tail, [&] { found.push_back(s); }, into(s.id), into(s.fund),
      into(s.bank_statement), into(s.sha256), into(s.lines), into(s.taken_by), into(s.taken_at),
      std::forward<Uses>(uses)...);
  return found;
}

std::optional<Statement> first_of(const std::vector<Statement>& statements) {
  if (statements.empty()) return {};
  return statements.front();
}

template <class Content>
std::string column(const std::vector<LineView>& lines, Content content) {
  std::vector<std::string> values;
  values.reserve(lines.size());
  for (const LineView& view : lines) values.push_back(content(view));
  return array_of(values);
}

constexpr const char* insert_lines_sql = R"sql(
  insert into disbursement.statement_line
         (statement_id, line, bank_reference, currency, amount_minor, booked_on, status, reason,
          result, payment_id)
  select :statement::uuid, line, bank_reference, currency, amount_minor, booked_on, status, reason,
         result, nullif(payment_id, '')::uuid
    from unnest(:lines::int[], :references::text[], :currencies::text[], :minors::bigint[],
                :days::date[], :statuses::text[], :reasons::text[], :results::text[],
                :payments::text[])
           as g (line, bank_reference, currency, amount_minor, booked_on, status, reason, result,
                 payment_id))sql";

}  // namespace

std::optional<Statement> find_same_statement(db::Transaction& tx, const Statement& statement) {
  return first_of(
      statements_from(tx,
                      "where fund = :fund and (sha256 = :sum or bank_statement = :number) "
                      "order by sha256 = :same desc limit 1",
                      use(statement.fund), use(statement.sha256), use(statement.bank_statement),
                      use(statement.sha256)));
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

bool insert_statement(db::Transaction& tx, const Statement& statement,
                      const std::vector<LineView>& lines) {
  const bool is_new =
      db::change(tx,
                 "insert into disbursement.statement (statement_id, fund, bank_statement, sha256, "
                 "lines, taken_by, taken_at) values (:id, :fund, :number, :sum, :lines, :by, :at) "
                 "on conflict do nothing",
                 use(statement.id), use(statement.fund), use(statement.bank_statement),
                 use(statement.sha256), use(statement.lines), use(statement.taken_by),
                 use(statement.taken_at)) == 1;
  if (!is_new) return false;
  using V = const LineView&;
  const auto of = [&](auto content) { return column(lines, content); };
  db::run(tx, insert_lines_sql, use(statement.id),
          use(of([](V v) { return std::to_string(v.line.number); })),
          use(of([](V v) { return v.line.bank_reference; })),
          use(of([](V v) { return v.line.amount.currency().code(); })),
          use(of([](V v) { return std::to_string(v.line.amount.minor()); })),
          use(of([](V v) { return text_of(v.line.booked_on); })),
          use(of([](V v) { return v.line.is_returned ? "returned" : "booked"; })),
          use(of([](V v) { return v.line.reason; })),
          use(of([](V v) { return name_of(v.result); })),
          use(of([](V v) { return v.payment.text(); })));
  return true;
}

std::vector<LineView> lines_of(db::Transaction& tx, const StatementId& id,
                               const std::string& result, int after, int limit) {
  std::vector<LineView> lines;
  LineView view;
  StatementLine& line = view.line;
  Currency currency;
  std::int64_t minor = 0;
  std::string status, outcome;
  db::each(
      tx,
      "select line, bank_reference, currency, amount_minor, booked_on::text, status, reason, "
      "result, payment_id from disbursement.statement_line where statement_id = :id "
      "and line > :after and result = coalesce(nullif(:result, ''), result) "
      "order by line limit :limit",
      [&] {
        line.amount = {minor, currency};
        line.is_returned = status == "returned";
        view.result = line_result_from(outcome).value();
        lines.push_back(view);
      },
      use(id), use(after), use(result), use(limit), into(line.number), into(line.bank_reference),
      into(currency), into(minor), into(line.booked_on), into(status), into(line.reason),
      into(outcome), into(view.payment));
  return lines;
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
