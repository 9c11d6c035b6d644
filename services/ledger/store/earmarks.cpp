#include "services/ledger/store/earmarks.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::array_of;
using db::into;
using db::use;

}  // namespace

void save_earmarks(db::Transaction& tx, const std::string& fund,
                   const std::vector<Earmark>& earmarks) {
  std::vector<std::string> names;
  for (const Earmark& earmark : earmarks) {
    names.push_back(earmark.name);
    db::run(tx,
            "insert into ledger.earmark (fund, name, purse, bound, hundredths_of_percent, base) "
            "values (:fund, :name, :purse, :bound, :percent, :base) "
            "on conflict (fund, name) do update set purse = excluded.purse, "
            "bound = excluded.bound, hundredths_of_percent = excluded.hundredths_of_percent, "
            "base = excluded.base, active = true",
            use(fund), use(earmark.name), use(earmark.purse), use(name_of(earmark.bound)),
            use(earmark.hundredths_of_percent), use(earmark.base));
  }
  db::run(tx,
          "update ledger.earmark set active = false "
          "where fund = :fund and active and name <> all (:names::text[])",
          use(fund), use(array_of(names)));
}

std::vector<PurseEarmark> earmarks_of(db::Transaction& tx, const std::string& fund,
                                      const std::string& purse) {
  std::vector<PurseEarmark> found;
  PurseEarmark row;
  std::string bound;
  db::each(
      tx,
      "select e.name, e.purse, e.bound, e.hundredths_of_percent, e.base, p.currency "
      "from (select :fund::text as fund, :purse::text as purse) g "
      "join ledger.earmark e on e.fund = g.fund and e.active "
      "  and (g.purse = '' or e.purse = g.purse) "
      "join ledger.purse p on p.fund = e.fund and p.purse = e.purse order by e.name",
      [&] {
        row.earmark.bound = earmark_bound_from(bound);
        found.push_back(row);
      },
      use(fund), use(purse), into(row.earmark.name), into(row.earmark.purse), into(bound),
      into(row.earmark.hundredths_of_percent), into(row.earmark.base), into(row.currency));
  return found;
}

std::vector<Money> income_of(db::Transaction& tx, const std::string& fund, const std::string& base,
                             int year) {
  const std::string accounts =
      base == "interest_last_year" ? std::string{"interest:"} : std::string{"contributions:"};
  std::vector<Money> income;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select p.currency, (-sum(p.amount_minor))::bigint "
      "from (select :fund::text as fund, :accounts::text as accounts, :year::int as year) g "
      "join ledger.account a on a.fund = g.fund and a.kind = 'income' "
      "  and starts_with(a.code, g.accounts) "
      "join ledger.posting p on p.fund = a.fund and p.account = a.code "
      "join ledger.entry e on e.entry_id = p.entry_id "
      "  and e.booked_on >= make_date(g.year, 1, 1) and e.booked_on < make_date(g.year + 1, 1, 1) "
      "group by p.currency order by p.currency",
      [&] { income.emplace_back(minor, currency); }, use(fund), use(accounts), use(year),
      into(currency), into(minor));
  return income;
}

Money set_aside(db::Transaction& tx, const std::string& fund, const std::string& purse,
                const Currency& currency, int year) {
  std::int64_t minor = 0;
  db::run(tx,
          "select coalesce(sum(amount_minor), 0)::bigint from ledger.funding "
          "where fund = :fund and purse = :purse and for_year = :year "
          "and confirmed_by is not null",
          use(fund), use(purse), use(year), into(minor));
  return {minor, currency};
}

}  // namespace haven::ledger::store
