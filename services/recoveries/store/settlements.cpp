#include "services/recoveries/store/settlements.hpp"

#include "common/db/sql.hpp"

namespace haven::recoveries::store {
namespace {

using db::into;
using db::use;

template <class... Uses>
std::optional<Settlement> settlement_where(db::Transaction& tx, const std::string& condition,
                                           Uses&&... uses) {
  Settlement s;
  if (!db::run(tx,
               "select settlement_id, fund, insurer, sha256, lines, taken_by, taken_at::text "
               "from recoveries.settlement where " +
                   condition,
               std::forward<Uses>(uses)..., into(s.id), into(s.fund), into(s.insurer),
               into(s.sha256), into(s.lines), into(s.taken_by), into(s.taken_at))) {
    return {};
  }
  return s;
}

std::string paid_to(const ToldPayment& told) {
  return told.is_to_family ? "family" : "fund";
}

}  // namespace

std::optional<Settlement> find_same_settlement(db::Transaction& tx, const Settlement& s) {
  return settlement_where(tx, "fund = :fund and insurer = :insurer and sha256 = :sum", use(s.fund),
                          use(s.insurer), use(s.sha256));
}

bool insert_settlement(db::Transaction& tx, const Settlement& s) {
  return db::change(tx,
                    "insert into recoveries.settlement (settlement_id, fund, insurer, sha256, "
                    "lines, taken_by, taken_at) values (:id, :fund, :insurer, :sum, :lines, :by, "
                    ":at) on conflict do nothing",
                    use(s.id), use(s.fund), use(s.insurer), use(s.sha256), use(s.lines),
                    use(s.taken_by), use(s.taken_at)) == 1;
}

void insert_settlement_line(db::Transaction& tx, const SettlementId& id,
                            const SettlementLine& line) {
  db::run(tx,
          "insert into recoveries.settlement_line (settlement_id, line, result, receivable_id, "
          "field, reason) values (:id, :line, :result, :receivable, :field, :reason)",
          use(id), use(line.line), use(name_of(line.result)), use(line.receivable), use(line.field),
          use(line.reason));
}

std::optional<Settlement> find_settlement(db::Transaction& tx, const std::string& fund,
                                          const SettlementId& id) {
  return settlement_where(tx, "fund = :fund and settlement_id = :id", use(fund), use(id));
}

std::map<std::string, std::int64_t> settlement_results(db::Transaction& tx,
                                                       const SettlementId& id) {
  std::map<std::string, std::int64_t> counts;
  std::string result;
  std::int64_t count = 0;
  db::each(
      tx,
      "select result, count(*) from recoveries.settlement_line where settlement_id = :id "
      "group by result",
      [&] { counts[result] = count; }, use(id), into(result), into(count));
  return counts;
}

std::vector<SettlementLine> page_of_settlement_lines(db::Transaction& tx, const SettlementId& id,
                                                     const std::string& result, std::int64_t after,
                                                     int limit) {
  std::vector<SettlementLine> lines;
  SettlementLine row;
  std::string name;
  db::each(
      tx,
      "select line, result, receivable_id, field, reason from recoveries.settlement_line "
      "where settlement_id = :id and result = coalesce(nullif(:result, ''), result) "
      "and line > :after order by line limit :limit",
      [&] {
        row.result = told_result_from(name).value();
        lines.push_back(row);
      },
      use(id), use(result), use(after), use(limit), into(row.line), into(name),
      into(row.receivable), into(row.field), into(row.reason));
  return lines;
}

bool was_told_before(db::Transaction& tx, const ReceivableId& receivable, const ToldPayment& told) {
  return db::run(tx,
                 "select from recoveries.told_payment where receivable_id = :id and paid_to = :to "
                 "and paid_on = :day and amount_minor = :amount",
                 use(receivable), use(paid_to(told)), use(told.paid), use(told.amount.minor()));
}

void insert_told(db::Transaction& tx, const ReceivableId& receivable, const ToldPayment& told,
                 const SettlementId& settlement) {
  db::run(tx,
          "insert into recoveries.told_payment (receivable_id, paid_to, paid_on, amount_minor, "
          "settlement_id) values (:id, :to, :day, :amount, :settlement)",
          use(receivable), use(paid_to(told)), use(told.paid), use(told.amount.minor()),
          use(settlement));
}

}  // namespace haven::recoveries::store
