#include "services/ledger/store/budget_years.hpp"

#include "common/db/sql.hpp"
#include "services/ledger/domain/budget_year.hpp"
#include "services/ledger/store/purses.hpp"

namespace haven::ledger::store {
namespace {

using db::into;
using db::use;

constexpr const char* save_sql = R"sql(
  insert into ledger.yearly_purse
         (fund, template, layer, currency, floor_minor, closes_after_months, remainder_to)
  values (:fund, :template, :layer, :currency, :floor, :months, :remainder)
  on conflict (fund, template) do update
     set floor_minor = excluded.floor_minor, closes_after_months = excluded.closes_after_months,
         remainder_to = excluded.remainder_to
   where yearly_purse.layer = excluded.layer and yearly_purse.currency = excluded.currency)sql";

// A year that is closed keeps its day: what has lapsed is not called back.
constexpr const char* change_open_years_sql = R"sql(
  update ledger.purse p
     set floor_minor = y.floor_minor,
         closes_on = make_date(p.budget_year + 1, 1, 1)
                     + y.closes_after_months * interval '1 month'
    from ledger.yearly_purse y
   where y.fund = :fund and y.template = :template and p.fund = y.fund
     and p.template = y.template and p.budget_year is not null and p.closes_on > :today::date)sql";

constexpr const char* make_sql = R"sql(
  with made as (
      insert into ledger.purse
             (fund, purse, layer, currency, floor_minor, template, budget_year, closes_on)
      values (:fund, :purse, :layer, :currency, :floor, :template, :year, :closes_on::date)
      on conflict do nothing returning fund, purse)
  insert into ledger.purse_slice (fund, purse, slice)
  select fund, purse, slice from made, generate_series(0, :last::int) slice)sql";

constexpr const char* years_sql = R"sql(
  with sums as materialized (
      select account, -sum(amount_minor) as minor from ledger.posting
       where fund = :sums_of group by account)
  select p.purse, p.template, p.budget_year, p.closes_on::text, p.currency,
         (coalesce(f.minor, 0) + coalesce(x.minor, 0))::bigint, (-coalesce(g.minor, 0))::bigint,
         coalesce(r.minor, 0)::bigint, coalesce(t.minor, 0)::bigint,
         (coalesce(f.minor, 0) + coalesce(x.minor, 0) + coalesce(g.minor, 0)
          + coalesce(l.minor, 0))::bigint,
         (select coalesce(sum(w.amount_minor), 0) from ledger.reservation w
           where w.fund = p.fund and w.purse = p.purse and w.state = 'short')::bigint
    from ledger.purse p
    left join sums f on f.account = p.purse || ':funded'
    left join sums x on x.account = 'exchange:' || p.currency || ':' || p.purse
    left join sums g on g.account = p.purse || ':granted'
    left join sums l on l.account = p.purse || ':lent'
    left join sums r on r.account = p.purse || ':reserved'
    left join sums t on t.account = p.purse || ':in_transit'
   where p.fund = :fund and p.template is not null
   order by p.template, p.budget_year nulls first)sql";

}  // namespace

bool save_yearly(db::Transaction& tx, const std::string& fund, const PurseTerms& terms,
                 Date today) {
  const bool saved =
      db::change(tx, save_sql, use(fund), use(terms.purse), use(terms.layer), use(terms.currency),
                 use(terms.floor.minor()), use(terms.yearly->closes_after_months),
                 use(terms.yearly->remainder_to)) == 1;
  if (!saved) return false;
  db::run(tx, change_open_years_sql, use(fund), use(terms.purse), use(today));
  db::run(tx,
          "update ledger.purse set template = purse, closes_on = :today::date "
          "where fund = :fund and purse = :template and template is null",
          use(today), use(fund), use(terms.purse));
  return true;
}

std::optional<PurseTerms> find_yearly(db::Transaction& tx, const std::string& fund,
                                      const std::string& template_name) {
  PurseTerms terms;
  terms.purse = template_name;
  YearlyBudget yearly;
  std::int64_t floor = 0;
  const bool found =
      db::run(tx,
              "select layer, currency, floor_minor, closes_after_months, remainder_to "
              "from ledger.yearly_purse where fund = :fund and template = :template",
              use(fund), use(template_name), into(terms.layer), into(terms.currency), into(floor),
              into(yearly.closes_after_months), into(yearly.remainder_to));
  if (!found) return {};
  terms.floor = {floor, terms.currency};
  terms.yearly = yearly;
  return terms;
}

bool make_year(db::Transaction& tx, const std::string& fund, const PurseTerms& yearly, int year) {
  PurseTerms terms = yearly;
  terms.purse = year_purse_name(yearly.purse, year);
  const Date closes_on = closing_day(year, yearly.yearly->closes_after_months);
  db::run(tx, make_sql, use(fund), use(terms.purse), use(terms.layer), use(terms.currency),
          use(terms.floor.minor()), use(yearly.purse), use(year), use(closes_on),
          use(static_cast<int>(slices_of_claims)));
  const bool is_there = db::run(tx,
                                "select 1 from ledger.purse where fund = :fund and purse = :purse "
                                "and template = :template and budget_year = :year",
                                use(fund), use(terms.purse), use(yearly.purse), use(year));
  if (is_there) save_accounts(tx, fund, terms);
  return is_there;
}

std::vector<std::string> purses_of(db::Transaction& tx, const std::string& fund,
                                   const std::string& template_name) {
  std::vector<std::string> names;
  std::string name;
  db::each(
      tx,
      "select purse from ledger.purse where fund = :fund and template = :template order by purse",
      [&] { names.push_back(name); }, use(fund), use(template_name), into(name));
  return names;
}

void add_late(db::Transaction& tx, const std::string& fund, const std::string& purse,
              std::int64_t minor) {
  db::run(tx,
          "update ledger.purse set late_minor = greatest(late_minor + :minor, 0) "
          "where fund = :fund and purse = :purse",
          use(minor), use(fund), use(purse));
}

std::vector<BudgetYear> budget_years(db::Transaction& tx, const std::string& fund) {
  std::vector<BudgetYear> years;
  BudgetYear row;
  Currency currency;
  std::int64_t funded = 0, granted = 0, reserved = 0, in_transit = 0, left = 0, waiting = 0;
  db::each(
      tx, years_sql,
      [&] {
        row.funded = {funded, currency};
        row.granted = {granted, currency};
        row.reserved = {reserved, currency};
        row.in_transit = {in_transit, currency};
        row.left = {left, currency};
        row.waiting = {waiting, currency};
        years.push_back(row);
      },
      use(fund), use(fund), into(row.purse), into(row.template_name), into(row.year),
      into(row.closes_on), into(currency), into(funded), into(granted), into(reserved),
      into(in_transit), into(left), into(waiting));
  return years;
}

}  // namespace haven::ledger::store
