#include "services/recoveries/store/bank_lines.hpp"

#include "common/db/sql.hpp"
#include "services/recoveries/store/rows.hpp"

namespace haven::recoveries::store {
namespace {

using db::into;
using db::use;

template <class... Uses>
std::vector<BankLine> lines_where(db::Transaction& tx, const std::string& condition,
                                  Uses&&... uses) {
  std::vector<BankLine> found;
  BankLine row;
  Currency currency;
  std::int64_t minor = 0;
  std::string names, state;
  std::optional<std::string> reason, by;
  db::each(
      tx,
      "select line_id, fund, currency, amount_minor, booked_on::text, names, state, "
      "receivable_id, reason, matched_by from recoveries.bank_line " +
          condition,
      [&] {
        row.amount = {minor, currency};
        row.names = names_in(names);
        row.state = line_state_named(state);
        row.reason = reason.value_or("");
        row.matched_by = by.value_or("");
        found.push_back(row);
      },
      into(row.id), into(row.fund), into(currency), into(minor), into(row.booked), into(names),
      into(state), into(row.receivable), into(reason), into(by), std::forward<Uses>(uses)...);
  return found;
}

}  // namespace

bool insert_line(db::Transaction& tx, const BankLine& line) {
  return db::change(tx,
                    "insert into recoveries.bank_line (line_id, fund, currency, amount_minor, "
                    "booked_on, names, state, receivable_id, reason, matched_by) values (:id, "
                    ":fund, :currency, :amount, :booked, :names, :state, :receivable, "
                    "nullif(:reason, ''), nullif(:by, '')) on conflict (line_id) do nothing",
                    use(line.id), use(line.fund), use(line.amount.currency()),
                    use(line.amount.minor()), use(line.booked), use(text_of_names(line.names)),
                    use(name_of(line.state)), use(line.receivable), use(line.reason),
                    use(line.matched_by)) == 1;
}

std::optional<BankLine> find_line_for_update(db::Transaction& tx, const std::string& fund,
                                             const LineId& id) {
  return only(
      lines_where(tx, "where fund = :fund and line_id = :id for update", use(fund), use(id)));
}

void save_line(db::Transaction& tx, const BankLine& line) {
  db::run(tx,
          "update recoveries.bank_line set state = :state, receivable_id = :receivable, "
          "reason = nullif(:reason, ''), matched_by = nullif(:by, '') where line_id = :id",
          use(name_of(line.state)), use(line.receivable), use(line.reason), use(line.matched_by),
          use(line.id));
}

}  // namespace haven::recoveries::store
