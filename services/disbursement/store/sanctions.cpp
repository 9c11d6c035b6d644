#include "services/disbursement/store/sanctions.hpp"

#include "common/core/hash.hpp"
#include "common/db/named_lock.hpp"
#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ";") + text;
  return all;
}

template <class Row, class Content>
std::string column(const std::vector<Row>& rows, Content content) {
  std::vector<std::string> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(content(row));
  return array_of(values);
}

}  // namespace

std::optional<SanctionsList> current_list(db::Transaction& tx, const std::string& fund) {
  SanctionsList list;
  const bool found =
      db::run(tx,
              "select list_id, fund, version, sha256, entries, taken_by, taken_at::text "
              "from disbursement.sanctions_list where fund = :fund and is_current",
              use(fund), into(list.id), into(list.fund), into(list.version), into(list.sha256),
              into(list.entries), into(list.taken_by), into(list.taken_at));
  if (!found) return {};
  return list;
}

void insert_list(db::Transaction& tx, SanctionsList& list) {
  db::run(tx,
          "with old as (update disbursement.sanctions_list set is_current = false "
          "  where fund = :fund and is_current returning list_id) "
          "update disbursement.sanctions_name n set words = '{}' from old o "
          "where n.list_id = o.list_id",
          use(list.fund));
  db::run(tx,
          "insert into disbursement.sanctions_list (list_id, fund, version, is_current, sha256, "
          "entries, taken_by, taken_at) select :id::uuid, :fund::text, coalesce(max(version), 0) "
          "+ 1, true, :sha::text, 0, :by::text, :at::timestamptz from disbursement.sanctions_list "
          "where fund = :same returning version",
          use(list.id), use(list.fund), use(list.sha256), use(list.taken_by), use(list.taken_at),
          use(list.fund), into(list.version));
}

void begin_planning(db::Transaction& tx, const std::string& fund) {
  db::share_name(tx, "payments of " + fund);
}

void wait_for_planning(db::Transaction& tx, const std::string& fund) {
  db::lock_name(tx, "payments of " + fund);
}

void save_entry_count(db::Transaction& tx, const SanctionsList& list) {
  db::run(tx, "update disbursement.sanctions_list set entries = :entries where list_id = :id",
          use(list.entries), use(list.id));
}

void insert_entries(db::Transaction& tx, const SanctionsListId& list,
                    const std::vector<SpelledEntry>& entries) {
  using E = const SpelledEntry&;
  const auto of = [&](auto content) { return column(entries, content); };
  db::run(
      tx,
      "insert into disbursement.sanctions_entry (list_id, entry, name, aliases, country, "
      "fingerprint) select :list::uuid, g.* from unnest(:ids::text[], :names::text[], "
      ":aliases::text[], :countries::text[], :prints::text[]) as g",
      use(list), use(of([](E e) { return e.entry.id; })), use(of([](E e) { return e.entry.name; })),
      use(of([](E e) { return joined(e.entry.aliases); })),
      use(of([](E e) { return e.entry.country; })), use(of([](E e) {
        return sha256_hex(e.entry.name + '\n' + joined(e.entry.aliases) + '\n' + e.entry.country);
      })));
  std::vector<std::string> ids, numbers, words;
  for (const SpelledEntry& entry : entries) {
    for (std::size_t i = 0; i < entry.spellings.size(); ++i) {
      ids.push_back(entry.entry.id);
      numbers.push_back(std::to_string(i + 1));
      words.push_back(entry.spellings[i]);
    }
  }
  db::run(tx,
          "insert into disbursement.sanctions_name (list_id, entry, number, words) "
          "select :list::uuid, g.entry, g.number, string_to_array(g.words, ' ') "
          "from unnest(:ids::text[], :numbers::int[], :words::text[]) as g (entry, number, words)",
          use(list), use(array_of(ids)), use(array_of(numbers)), use(array_of(words)));
}

std::vector<Candidate> candidates(db::Transaction& tx, const std::string& fund,
                                  const std::vector<AskedName>& names) {
  std::vector<Candidate> found;
  Candidate row;
  int number = 0;
  db::each(
      tx,
      "select g.number::int, n.entry, array_to_string(n.words, ' ') "
      "from disbursement.sanctions_list l "
      "cross join unnest(:payees::text[], :words::text[]) with ordinality "
      "  as g (payee, words, number) "
      "join disbursement.sanctions_name n on n.list_id = l.list_id "
      "  and n.words && string_to_array(g.words, ' ') "
      "  and abs(cardinality(n.words) - cardinality(string_to_array(g.words, ' '))) <= 1 "
      "join disbursement.sanctions_entry e on e.list_id = n.list_id and e.entry = n.entry "
      "where l.fund = :fund and l.is_current and not exists "
      "(select from disbursement.sanctions_clearance c where c.fund = l.fund "
      " and c.payee = g.payee and c.entry = e.entry and c.fingerprint = e.fingerprint)",
      [&] {
        row.asked = static_cast<std::size_t>(number - 1);
        found.push_back(row);
      },
      use(column(names, [](const AskedName& n) { return n.payee; })),
      use(column(names, [](const AskedName& n) { return n.words; })), use(fund), into(number),
      into(row.entry), into(row.spelling));
  return found;
}

void clear_entry(db::Transaction& tx, const std::string& fund, const std::string& payee,
                 const std::string& entry, const std::string& by, const std::string& why,
                 Instant now) {
  db::run(tx,
          "insert into disbursement.sanctions_clearance (fund, payee, entry, fingerprint, "
          "cleared_by, cleared_at, why) select l.fund, :payee::text, e.entry, e.fingerprint, "
          ":by::text, :at::timestamptz, :why::text from disbursement.sanctions_list l "
          "join disbursement.sanctions_entry e using (list_id) "
          "where l.fund = :fund and l.is_current and e.entry = :entry on conflict do nothing",
          use(payee), use(by), use(now), use(why), use(fund), use(entry));
}

std::vector<Payment> open_payments_for_update(db::Transaction& tx, const std::string& fund,
                                              const PaymentId& after, int limit) {
  const std::string from = after.empty() ? "00000000-0000-0000-0000-000000000000" : after.text();
  return payments_from(tx,
                       select_payment +
                           "from disbursement.payment p where p.fund = :fund and p.is_latest "
                           "and p.state in ('held', 'payable', 'batched') "
                           "and p.payment_id > :after::uuid order by p.payment_id limit :limit "
                           "for update",
                       use(fund), use(from), use(limit));
}

std::vector<Payment> sent_payments(db::Transaction& tx, const std::string& fund,
                                   const std::optional<Date>& settled_since, const PaymentId& after,
                                   int limit) {
  const std::string from = after.empty() ? "00000000-0000-0000-0000-000000000000" : after.text();
  return payments_from(tx,
                       select_payment +
                           "from disbursement.payment p where p.fund = :fund and p.is_latest "
                           "and (p.state in ('released', 'unknown') "
                           "     or (p.state = 'settled' and p.settled_on >= :since::date)) "
                           "and p.payment_id > :after::uuid order by p.payment_id limit :limit",
                       use(fund), use(settled_since), use(from), use(limit));
}

}  // namespace haven::disbursement::store
