#include "services/ledger/store/purses.hpp"

#include "common/db/sql.hpp"
#include "services/ledger/domain/entry.hpp"

namespace haven::ledger::store {
namespace {

using db::array_of;
using db::into;
using db::use;

std::vector<std::string> texts_of(const std::vector<std::int64_t>& numbers) {
  std::vector<std::string> texts;
  for (const std::int64_t number : numbers) texts.push_back(std::to_string(number));
  return texts;
}

constexpr const char* save_purse_sql = R"sql(
  with given as (select :fund::text as fund, :purse::text as purse, :layer::text as layer,
                        :currency::text as currency, :floor::bigint as floor_minor),
  saved as (
      insert into ledger.purse (fund, purse, layer, currency, floor_minor)
      select fund, purse, layer, currency, floor_minor from given
      on conflict (fund, purse) do update
        set floor_minor = excluded.floor_minor, template = null, closes_on = null, late_minor = 0
        where purse.layer = excluded.layer and purse.currency = excluded.currency
          and purse.budget_year is null
      returning fund, purse)
  insert into ledger.purse_slice (fund, purse, slice)
  select fund, purse, slice from saved, generate_series(0, :last::int) slice
  on conflict do nothing)sql";

// Sides are turned so that every amount but a deficit is positive.
constexpr const char* balances_sql = R"sql(
  with sums as materialized (
      select account, sum(amount_minor) as minor from ledger.posting
       where fund = :sums_of group by account),
  sided as (
      select p.fund, p.purse, p.layer, p.currency, p.floor_minor, p.budget_year, p.closes_on,
             coalesce(-f.minor, 0) - coalesce(x.minor, 0) as funded,
             coalesce(g.minor, 0) as granted, coalesce(-r.minor, 0) as reserved,
             coalesce(-t.minor, 0) as in_transit, coalesce(-u.minor, 0) as unclaimed,
             coalesce(l.minor, 0) as lent
        from ledger.purse p
        left join sums f on f.account = p.purse || ':funded'
        left join sums x on x.account = 'exchange:' || p.currency || ':' || p.purse
        left join sums g on g.account = p.purse || ':granted'
        left join sums r on r.account = p.purse || ':reserved'
        left join sums t on t.account = p.purse || ':in_transit'
        left join sums u on u.account = p.purse || ':unclaimed'
        left join sums l on l.account = p.purse || ':lent'
       where p.fund = :fund)
  select purse, layer, currency, floor_minor, (funded - granted - lent)::bigint, reserved::bigint,
         in_transit::bigint, (granted - reserved - in_transit - unclaimed)::bigint,
         unclaimed::bigint, lent::bigint,
         (select coalesce(sum(a.asked_minor), 0)::bigint from ledger.advance a
           where a.fund = s.fund and a.lender = s.purse and a.waits),
         budget_year, closes_on::text
    from sided s order by purse)sql";

}  // namespace

bool save_purse(db::Transaction& tx, const std::string& fund, const PurseTerms& terms) {
  db::run(tx, save_purse_sql, use(fund), use(terms.purse), use(terms.layer), use(terms.currency),
          use(terms.floor.minor()), use(static_cast<int>(slices_of_claims)));
  return db::run(tx,
                 "select 1 from ledger.purse where fund = :fund and purse = :purse "
                 "and layer = :layer and currency = :currency and budget_year is null",
                 use(fund), use(terms.purse), use(terms.layer), use(terms.currency));
}

void save_accounts(db::Transaction& tx, const std::string& fund, const PurseTerms& terms) {
  const PurseAccounts accounts = accounts_of(terms.purse, terms.layer, terms.currency);
  std::vector<std::string> codes, kinds;
  for (const Account& account :
       {accounts.bank, accounts.funded, accounts.granted, accounts.reserved, accounts.in_transit}) {
    codes.push_back(account.code);
    kinds.push_back(account.kind);
  }
  db::run(tx,
          "insert into ledger.account (fund, currency, code, kind) "
          "select :fund::text, :currency::text, code, kind "
          "from unnest(:codes::text[], :kinds::text[]) as a (code, kind) on conflict do nothing",
          use(fund), use(terms.currency), use(array_of(codes)), use(array_of(kinds)));
}

void save_purposes(db::Transaction& tx, const std::string& fund,
                   const std::vector<PurseTerms>& terms) {
  std::vector<std::string> schemes, benefits, currencies, purses, yearly;
  for (const PurseTerms& purse : terms) {
    for (const Purpose& purpose : purse.purposes) {
      schemes.push_back(purpose.scheme);
      benefits.push_back(purpose.benefit);
      currencies.push_back(purse.currency.code());
      purses.push_back(purse.purse);
      yearly.push_back(purse.yearly ? "true" : "false");
    }
  }
  db::run(tx,
          "with given as (select * from unnest(:schemes::text[], :benefits::text[], "
          "                 :currencies::text[], :purses::text[], :yearly::boolean[]) "
          "                 as g (scheme, benefit, currency, purse, is_yearly)), "
          "ended as (update ledger.purse_purpose p set active = false "
          "  where fund = :ended_of and active and not exists (select from given g "
          "  where g.scheme = p.scheme and g.benefit = p.benefit and g.currency = p.currency)) "
          "insert into ledger.purse_purpose (scheme, benefit, currency, purse, template, fund) "
          "select scheme, benefit, currency, case when not is_yearly then purse end, "
          "  case when is_yearly then purse end, :fund::text from given "
          "on conflict (fund, scheme, benefit, currency) do update "
          "set purse = excluded.purse, template = excluded.template, active = true",
          use(array_of(schemes)), use(array_of(benefits)), use(array_of(currencies)),
          use(array_of(purses)), use(array_of(yearly)), use(fund), use(fund));
}

std::optional<LockedPurse> lock_purse(db::Transaction& tx, const std::string& fund,
                                      const std::string& purse) {
  LockedPurse locked{fund, purse, "", {}, {}};
  Currency currency;
  std::int64_t floor = 0, balance = 0, late = 0;
  std::optional<std::string> closes_on;
  const bool found = db::run(
      tx,
      "with locked as (select available_minor from ledger.purse_slice where fund = :slices_of "
      "  and purse = :slices_in order by slice for update) "
      "select p.layer, p.currency, p.floor_minor, p.closes_on::text, "
      "  (select sum(available_minor) from locked)::bigint "
      "from ledger.purse p where p.fund = :fund and p.purse = :purse",
      use(fund), use(purse), use(fund), use(purse), into(locked.layer), into(currency), into(floor),
      into(closes_on), into(balance));
  if (!found) return {};
  if (closes_on) {
    // Asked for once the slices are locked: while this waited for them it may have changed.
    locked.closes_on = date_from(*closes_on);
    db::run(tx, "select late_minor from ledger.purse where fund = :fund and purse = :purse",
            use(fund), use(purse), into(late));
  }
  locked.late = {late, currency};
  locked.floor = {floor, currency};
  locked.balance = {balance, currency};
  return locked;
}

std::pair<LockedPurse, LockedPurse> lock_purses(db::Transaction& tx, const std::string& fund,
                                                const std::string& one, const std::string& other) {
  const bool one_is_first = one < other;
  const auto first = lock_purse(tx, fund, one_is_first ? one : other);
  const auto second = lock_purse(tx, fund, one_is_first ? other : one);
  ensure(first.has_value() && second.has_value(), "a purse that is named in the books exists");
  if (one_is_first) return {*first, *second};
  return {*second, *first};
}

bool awards_wait(db::Transaction& tx, const LockedPurse& purse) {
  return db::run(tx,
                 "select 1 from ledger.reservation where fund = :fund and purse = :purse "
                 "and state = 'short' limit 1",
                 use(purse.fund), use(purse.purse));
}

void save_balance(db::Transaction& tx, const LockedPurse& purse, const Money& balance) {
  const auto slices = texts_of(spread(balance.minor(), purse.floor.minor()));
  db::run(tx,
          "update ledger.purse_slice s set available_minor = g.minor "
          "from unnest(:minors::bigint[]) with ordinality as g (minor, number) "
          "where s.fund = :fund and s.purse = :purse and s.slice = g.number - 1",
          use(array_of(slices)), use(purse.fund), use(purse.purse));
}

std::vector<PurseBalance> purse_balances(db::Transaction& tx, const std::string& fund) {
  std::vector<PurseBalance> purses;
  PurseBalance row;
  Currency currency;
  std::int64_t floor = 0, available = 0, reserved = 0, in_transit = 0, paid = 0, unclaimed = 0,
               lent = 0, waiting = 0;
  std::optional<std::string> closes_on;
  db::each(
      tx, balances_sql,
      [&] {
        row.closes_on = closes_on ? date_from(*closes_on) : std::nullopt;
        row.floor = {floor, currency};
        row.available = {available, currency};
        row.reserved = {reserved, currency};
        row.in_transit = {in_transit, currency};
        row.paid = {paid, currency};
        row.unclaimed = {unclaimed, currency};
        row.lent = {lent, currency};
        row.advances_waiting = {waiting, currency};
        purses.push_back(row);
      },
      use(fund), use(fund), into(row.purse), into(row.layer), into(currency), into(floor),
      into(available), into(reserved), into(in_transit), into(paid), into(unclaimed), into(lent),
      into(waiting), into(row.budget_year), into(closes_on));
  return purses;
}

}  // namespace haven::ledger::store
