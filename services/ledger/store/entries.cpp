#include "services/ledger/store/entries.hpp"

#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::array_of;
using db::use;

constexpr const char* insert_sql = R"sql(
  with given as (
      select * from unnest(:ids::uuid[], :funds::text[], :causes::text[], :kinds::text[],
                           :led_by::text[], :claims::text[], :caused::date[])
                 as g (entry_id, fund, cause, kind, led_by, claim_id, caused_on)),
  given_posting as (
      select p.*, g.fund
        from unnest(:entries::uuid[], :lines::smallint[], :accounts::text[], :account_kinds::text[],
                    :currencies::text[], :minors::bigint[])
               as p (entry_id, line, account, account_kind, currency, amount_minor)
        join given g using (entry_id)),
  chart as (
      insert into ledger.account (fund, code, currency, kind)
      select distinct fund, account, currency, account_kind from given_posting
      on conflict do nothing),
  entered as (
      insert into ledger.entry
             (entry_id, fund, cause, kind, led_by, claim_id, caused_on, recorded_at)
      select entry_id, fund, cause, kind, led_by, nullif(claim_id, '')::uuid, caused_on,
             :now::timestamptz
        from given
      on conflict (fund, cause, kind) do nothing
      returning entry_id)
  insert into ledger.posting (entry_id, line, fund, account, currency, amount_minor)
  select p.entry_id, p.line, p.fund, p.account, p.currency, p.amount_minor
    from given_posting p join entered using (entry_id))sql";

// Postings that were given and do not stand in the books under their cause.
constexpr const char* differing_sql = R"sql(
  select count(*)
    from unnest(:funds::text[], :causes::text[], :kinds::text[], :accounts::text[],
                :currencies::text[], :minors::bigint[])
           as g (fund, cause, kind, account, currency, amount_minor)
    join ledger.entry e using (fund, cause, kind)
    left join ledger.posting p
      on p.entry_id = e.entry_id and p.account = g.account and p.currency = g.currency
         and p.amount_minor = g.amount_minor
   where p.entry_id is null)sql";

bool all_stand_in_the_books(db::Transaction& tx, const std::vector<Entry>& entries) {
  std::vector<std::string> funds, causes, kinds, accounts, currencies, minors;
  for (const Entry& entry : entries) {
    for (const Posting& posting : entry.postings) {
      funds.push_back(entry.cause.fund);
      causes.push_back(entry.cause.cause);
      kinds.push_back(entry.kind);
      accounts.push_back(posting.account.code);
      currencies.push_back(posting.amount.currency().code());
      minors.push_back(std::to_string(posting.amount.minor()));
    }
  }
  std::int64_t differing = 0;
  db::run(tx, differing_sql, use(array_of(funds)), use(array_of(causes)), use(array_of(kinds)),
          use(array_of(accounts)), use(array_of(currencies)), use(array_of(minors)),
          db::into(differing));
  return differing == 0;
}

}  // namespace

EntryColumns columns_of(const std::vector<Entry>& entries, Instant now) {
  EntryColumns columns;
  for (const Entry& entry : entries) {
    const std::string id = new_uuid(now);
    columns.id.push_back(id);
    columns.fund.push_back(entry.cause.fund);
    columns.cause.push_back(entry.cause.cause);
    columns.kind.push_back(entry.kind);
    columns.led_by.push_back(entry.cause.led_by);
    columns.claim.push_back(entry.cause.claim.text());
    columns.caused_on.push_back(text_of(entry.cause.caused_on));
    int line = 0;
    for (const Posting& posting : entry.postings) {
      columns.posting_entry.push_back(id);
      columns.line.push_back(std::to_string(++line));
      columns.account.push_back(posting.account.code);
      columns.account_kind.push_back(posting.account.kind);
      columns.currency.push_back(posting.amount.currency().code());
      columns.minor.push_back(std::to_string(posting.amount.minor()));
    }
  }
  return columns;
}

Result<void> insert_entries(db::Transaction& tx, const std::vector<Entry>& entries, Instant now) {
  if (entries.empty()) return {};
  const EntryColumns c = columns_of(entries, now);
  const std::int64_t written =
      db::change(tx, insert_sql, use(array_of(c.id)), use(array_of(c.fund)), use(array_of(c.cause)),
                 use(array_of(c.kind)), use(array_of(c.led_by)), use(array_of(c.claim)),
                 use(array_of(c.caused_on)), use(array_of(c.posting_entry)), use(array_of(c.line)),
                 use(array_of(c.account)), use(array_of(c.account_kind)), use(array_of(c.currency)),
                 use(array_of(c.minor)), use(now));
  if (written == static_cast<std::int64_t>(c.line.size())) return {};
  if (all_stand_in_the_books(tx, entries)) return {};
  return refuse(
      ErrorKind::conflict, "entry_differs",
      "The books hold an entry of this cause with other amounts; an auditor must say which "
      "one is right.");
}

}  // namespace haven::ledger::store
