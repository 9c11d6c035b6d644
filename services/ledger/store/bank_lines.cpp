#include "services/ledger/store/bank_lines.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {

using db::use;

bool save_taken(db::Transaction& tx, const BankLine& line) {
  return db::change(tx,
                    "insert into ledger.bank_line as l (line_id, fund, is_credit, currency, "
                    "amount_minor, booked_on, is_taken) "
                    "values (:id, :fund, :is_credit, :currency, :amount, :day, true) "
                    "on conflict (line_id) do update set is_taken = true "
                    "where (l.fund, l.is_credit, l.currency, l.amount_minor, l.booked_on) = "
                    "(excluded.fund, excluded.is_credit, excluded.currency, "
                    "excluded.amount_minor, excluded.booked_on)",
                    use(line.id), use(line.fund), use(line.is_credit), use(line.amount.currency()),
                    use(line.amount.minor()), use(line.booked_on)) == 1;
}

bool save_assigned(db::Transaction& tx, const BankLine& line, LineUse line_use,
                   const Account& account, const std::string& item) {
  return db::change(tx,
                    "insert into ledger.bank_line as l (line_id, fund, is_credit, currency, "
                    "amount_minor, booked_on, assigned_as, account, item_id) "
                    "values (:id, :fund, :is_credit, :currency, :amount, :day, :as, :account, "
                    "nullif(:item, '')) "
                    "on conflict (line_id) do update set assigned_as = excluded.assigned_as, "
                    "account = excluded.account, item_id = excluded.item_id "
                    "where (l.fund, l.is_credit, l.currency, l.amount_minor, l.booked_on, "
                    "coalesce(l.assigned_as, excluded.assigned_as), "
                    "coalesce(l.account, excluded.account)) = "
                    "(excluded.fund, excluded.is_credit, excluded.currency, "
                    "excluded.amount_minor, excluded.booked_on, excluded.assigned_as, "
                    "excluded.account) "
                    "and (l.assigned_as is null or l.item_id is not distinct from "
                    "excluded.item_id)",
                    use(line.id), use(line.fund), use(line.is_credit), use(line.amount.currency()),
                    use(line.amount.minor()), use(line.booked_on), use(name_of(line_use)),
                    use(account.code), use(item)) == 1;
}

}  // namespace haven::ledger::store
