#include "services/ledger/store/exchanges.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::into;
using db::use;

const std::string select_exchange =
    "select x.exchange_id, x.from_purse, x.to_purse, x.sold_minor, x.sold_currency, "
    "x.bought_minor, x.bought_currency, x.rate::text, x.rate_source, x.rate_on::text, "
    "x.reference, x.reason, x.requested_by, x.requested_at::text, x.confirmed_by, "
    "x.confirmed_at::text from ledger.exchange x ";

template <class... Uses>
std::vector<Exchange> select_with(db::Transaction& tx, const std::string& fund,
                                  const std::string& where, Uses&&... uses) {
  std::vector<Exchange> found;
  Exchange row;
  row.fund = fund;
  Currency sold_in, bought_in;
  std::int64_t sold = 0, bought = 0;
  db::each(
      tx, select_exchange + where,
      [&] {
        row.deal.sold = {sold, sold_in};
        row.deal.bought = {bought, bought_in};
        found.push_back(row);
      },
      into(row.id), into(row.from_purse), into(row.to_purse), into(sold), into(sold_in),
      into(bought), into(bought_in), into(row.deal.rate), into(row.rate_source), into(row.rate_on),
      into(row.reference), into(row.reason), into(row.requested_by), into(row.requested_at),
      into(row.confirmed_by), into(row.confirmed_at), use(fund), std::forward<Uses>(uses)...);
  return found;
}

}  // namespace

bool insert_exchange(db::Transaction& tx, const Exchange& x) {
  return db::change(tx,
                    "insert into ledger.exchange (exchange_id, fund, from_purse, to_purse, "
                    "sold_minor, sold_currency, bought_minor, bought_currency, rate, rate_source, "
                    "rate_on, reference, reason, requested_by, requested_at) values (:id, :fund, "
                    ":from, :to, :sold, :sold_in, :bought, :bought_in, :rate::numeric, :source, "
                    ":rate_on, :reference, :reason, :by, :at) "
                    "on conflict (fund, reference) do nothing",
                    use(x.id), use(x.fund), use(x.from_purse), use(x.to_purse),
                    use(x.deal.sold.minor()), use(x.deal.sold.currency()),
                    use(x.deal.bought.minor()), use(x.deal.bought.currency()), use(x.deal.rate),
                    use(x.rate_source), use(x.rate_on), use(x.reference), use(x.reason),
                    use(x.requested_by), use(x.requested_at)) == 1;
}

std::optional<Exchange> find_exchange_for_update(db::Transaction& tx, const std::string& fund,
                                                 const ExchangeId& id) {
  auto found =
      select_with(tx, fund, "where x.fund = :fund and x.exchange_id = :id for update", use(id));
  if (found.empty()) return {};
  return found.front();
}

void save_exchange(db::Transaction& tx, const Exchange& exchange) {
  db::run(tx,
          "update ledger.exchange set confirmed_by = :by, confirmed_at = :at "
          "where exchange_id = :id and confirmed_by is null",
          use(exchange.confirmed_by), use(exchange.confirmed_at), use(exchange.id));
}

std::vector<Exchange> exchanges_of(db::Transaction& tx, const std::string& fund, bool only_waiting,
                                   const std::string& after, int limit) {
  return select_with(tx, fund,
                     "where x.fund = :fund and x.exchange_id > coalesce(nullif(:after, ''), "
                     "'00000000-0000-0000-0000-000000000000')::uuid "
                     "and (not :only_waiting or x.confirmed_by is null) "
                     "order by x.exchange_id limit :limit",
                     use(after), use(only_waiting), use(limit));
}

void insert_entry_rate(db::Transaction& tx, const Cause& cause, const EntryRate& rate) {
  db::run(tx,
          "insert into ledger.entry_rate (entry_id, sold_currency, bought_currency, rate, "
          "rate_source, rate_on) select entry_id, :sold::text, :bought::text, :rate::numeric, "
          ":source::text, :rate_on::date from ledger.entry "
          "where fund = :fund and cause = :cause and kind = 'exchange'",
          use(rate.sold), use(rate.bought), use(rate.rate), use(rate.source), use(rate.on),
          use(cause.fund), use(cause.cause));
}

std::optional<EntryRate> last_rate(db::Transaction& tx, const std::string& fund,
                                   const Currency& one, const Currency& other, Date before) {
  EntryRate rate;
  const bool found = db::run(
      tx,
      "with given as (select :fund::text as fund, :one::text as one, :other::text as other, "
      "  :before::date as before) "
      "select r.sold_currency, r.bought_currency, r.rate::text, r.rate_source, r.rate_on::text "
      "from ledger.entry_rate r join ledger.entry e using (entry_id) "
      "join given g on g.fund = e.fund and r.rate_on < g.before "
      "and ((r.sold_currency = g.one and r.bought_currency = g.other) "
      "  or (r.sold_currency = g.other and r.bought_currency = g.one)) "
      "order by r.rate_on desc, e.recorded_at desc limit 1",
      use(fund), use(one), use(other), use(before), into(rate.sold), into(rate.bought),
      into(rate.rate), into(rate.source), into(rate.on));
  if (!found) return {};
  return rate;
}

}  // namespace haven::ledger::store
