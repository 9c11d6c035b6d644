#include "services/ledger/store/seals.hpp"

#include <array>

#include "common/core/hash.hpp"
#include "common/db/sql.hpp"

namespace haven::ledger::store {
namespace {

using db::array_of;
using db::Bytes;
using db::into;
using db::use;

const char* const first_uuid = "00000000-0000-0000-0000-000000000000";

// Every column of an entry and, where it has postings, of one of them, as text. Whoever adds a
// column to the journal adds it here; a test changes each of them and expects it to be found.
const std::string written_columns =
    "e.tx::text, e.entry_id::text, e.fund, e.cause, e.kind, e.led_by, coalesce(e.claim_id::text, "
    "''), "
    "e.caused_on::text, e.booked_on::text, e.recorded_at::text, "
    "r.sold_currency::text, r.bought_currency::text, r.rate::text, r.rate_source, "
    "r.rate_on::text, "
    "p.line::text, p.fund, p.account, a.kind, p.currency::text, p.amount_minor::text ";
const std::string written_postings =
    "left join ledger.entry_rate r on r.entry_id = e.entry_id "
    "left join ledger.posting p on p.entry_id = e.entry_id "
    "left join ledger.account a on a.fund = p.fund and a.code = p.account ";
constexpr std::size_t entry_columns = 10, rate_columns = 5, posting_columns = 6;
constexpr std::size_t first_of_posting = entry_columns + rate_columns;

// The variables of one row of the columns above. Nulls stay apart from empty texts.
struct WrittenRow {
  std::array<std::optional<std::string>, first_of_posting + posting_columns> texts;

  static std::string field(const std::optional<std::string>& text) { return text.value_or("null"); }

  [[nodiscard]] WrittenEntry entry() const {
    WrittenEntry entry{field(texts[0]), field(texts[1]), {}, {}};
    if (!texts[1]) return entry;
    // Most entries change no money and have no rate; theirs is sealed as more columns.
    const bool has_rate = texts[entry_columns].has_value();
    const std::size_t columns = has_rate ? first_of_posting : entry_columns;
    for (std::size_t i = 0; i < columns; ++i) entry.columns.push_back(field(texts[i]));
    return entry;
  }
  void add_posting_to(WrittenEntry& entry) const {
    if (!texts[first_of_posting]) return;
    auto& posting = entry.postings.emplace_back();
    for (std::size_t i = first_of_posting; i < texts.size(); ++i)
      posting.push_back(field(texts[i]));
  }
};

template <class... More>
void each_written(db::Transaction& tx, const std::string& query, WrittenRow& row,
                  const std::function<void()>& take, More&&... more) {
  auto& t = row.texts;
  db::each(tx, query, take, into(t[0]), into(t[1]), into(t[2]), into(t[3]), into(t[4]), into(t[5]),
           into(t[6]), into(t[7]), into(t[8]), into(t[9]), into(t[10]), into(t[11]), into(t[12]),
           into(t[13]), into(t[14]), into(t[15]), into(t[16]), into(t[17]), into(t[18]),
           into(t[19]), into(t[20]), std::forward<More>(more)...);
}

template <class... Uses>
std::optional<Seal> select_seal(db::Transaction& tx, const std::string& query, Uses&&... uses) {
  Seal seal;
  Bytes hash;
  const bool found = db::run(tx, query, into(seal.number), into(seal.tx), into(seal.entry_id),
                             into(hash), std::forward<Uses>(uses)...);
  if (!found) return {};
  seal.hash = hash.data;
  return seal;
}

}  // namespace

Seal last_seal(db::Transaction& tx, const std::string& fund) {
  const auto last = select_seal(tx,
                                "select number, tx::text, entry_id::text, hash from ledger.seal "
                                "where fund = :fund order by number desc limit 1",
                                use(fund));
  return last.value_or(Seal{0, "0", first_uuid, hash_before_the_first()});
}

std::optional<Seal> find_seal(db::Transaction& tx, const std::string& fund, std::int64_t number) {
  return select_seal(tx,
                     "select number, tx::text, entry_id::text, hash from ledger.seal "
                     "where fund = :fund and number = :number",
                     use(fund), use(number));
}

bool lock_chain(db::Transaction& tx, const std::string& fund) {
  bool locked = false;
  db::run(tx,
          "select pg_try_advisory_xact_lock(hashtextextended('ledger.seal ' || :fund::text, 0))",
          use(fund), into(locked));
  return locked;
}

std::string oldest_running(db::Transaction& tx) {
  std::string horizon;
  db::run(tx, "select pg_snapshot_xmin(pg_current_snapshot())::text", into(horizon));
  return horizon;
}

std::vector<WrittenEntry> entries_to_seal(db::Transaction& tx, const std::string& fund,
                                          const Seal& after, const std::string& horizon,
                                          int limit) {
  std::vector<WrittenEntry> entries;
  WrittenRow row;
  each_written(
      tx,
      "with page as (select * from ledger.entry where fund = :fund "
      "  and (tx, entry_id) > (:tx::xid8, :id::uuid) and tx < :horizon::xid8 "
      "  order by tx, entry_id limit :limit) "
      "select " +
          written_columns + "from page e " + written_postings + "order by e.tx, e.entry_id, p.line",
      row,
      [&] {
        if (entries.empty() || entries.back().entry_id != *row.texts[1]) {
          entries.push_back(row.entry());
        }
        row.add_posting_to(entries.back());
      },
      use(fund), use(after.tx), use(after.entry_id), use(horizon), use(limit));
  return entries;
}

void insert_seals(db::Transaction& tx, const std::string& fund, const std::vector<Seal>& seals) {
  std::vector<std::string> numbers, txs, entries, hashes;
  for (const Seal& seal : seals) {
    numbers.push_back(std::to_string(seal.number));
    txs.push_back(seal.tx);
    entries.push_back(seal.entry_id);
    hashes.push_back(to_hex(seal.hash));
  }
  db::run(tx,
          "insert into ledger.seal (fund, number, tx, entry_id, hash) "
          "select :fund::text, number, tx, entry_id, decode(hash, 'hex') "
          "from unnest(:numbers::bigint[], :txs::xid8[], :entries::uuid[], :hashes::text[]) "
          "       as g (number, tx, entry_id, hash)",
          use(fund), use(array_of(numbers)), use(array_of(txs)), use(array_of(entries)),
          use(array_of(hashes)));
}

std::vector<SealedEntry> chain_after(db::Transaction& tx, const std::string& fund,
                                     std::int64_t number, int limit) {
  std::vector<SealedEntry> links;
  WrittenRow row;
  Seal seal;
  Bytes hash;
  each_written(
      tx,
      "with page as (select * from ledger.seal where fund = :fund and number > :number "
      "  order by number limit :limit) "
      "select " +
          written_columns +
          ", s.number, s.tx::text, s.entry_id::text, s.hash "
          "from page s left join ledger.entry e on e.entry_id = s.entry_id and e.fund = s.fund " +
          written_postings + "order by s.number, p.line",
      row,
      [&] {
        seal.hash = hash.data;
        if (links.empty() || links.back().seal.number != seal.number) {
          links.push_back({seal, row.entry()});
        }
        row.add_posting_to(links.back().entry);
      },
      into(seal.number), into(seal.tx), into(seal.entry_id), into(hash), use(fund), use(number),
      use(limit));
  return links;
}

std::optional<Seal> first_unsealed_between(db::Transaction& tx, const std::string& fund,
                                           const Seal& after, const Seal& before) {
  return select_seal(tx,
                     "select 0, e.tx::text, e.entry_id::text, ''::bytea from ledger.entry e "
                     "where e.fund = :fund and (e.tx, e.entry_id) > (:tx::xid8, :id::uuid) "
                     "and (e.tx, e.entry_id) < (:to_tx::xid8, :to_id::uuid) "
                     "and not exists (select from ledger.seal s where s.entry_id = e.entry_id "
                     "                and s.fund = e.fund) "
                     "order by e.tx, e.entry_id limit 1",
                     use(fund), use(after.tx), use(after.entry_id), use(before.tx),
                     use(before.entry_id));
}

bool is_out_of_order(db::Transaction& tx, const std::string& fund, const Seal& seal) {
  return db::run(tx,
                 "select 1 from ledger.seal where fund = :fund and number > :number "
                 "and (tx, entry_id) < (:tx::xid8, :id::uuid) limit 1",
                 use(fund), use(seal.number), use(seal.tx), use(seal.entry_id));
}

PostingsSeen postings_after(db::Transaction& tx, const std::string& entry_id, int limit) {
  std::optional<std::string> last, orphan;
  db::run(tx,
          "with page as (select entry_id from ledger.posting "
          "  where entry_id > coalesce(nullif(:after, ''), :first)::uuid "
          "  order by entry_id limit :limit) "
          "select max(p.entry_id::text), min(p.entry_id::text) filter (where e.entry_id is null) "
          "from page p left join ledger.entry e using (entry_id)",
          use(entry_id), use(std::string{first_uuid}), use(limit), into(last), into(orphan));
  return {last.value_or(""), orphan.value_or("")};
}

std::int64_t count_seals(db::Transaction& tx, const std::string& fund, std::int64_t after) {
  std::int64_t seals = 0;
  db::run(tx, "select count(*) from ledger.seal where fund = :fund and number > :after", use(fund),
          use(after), into(seals));
  return seals;
}

std::vector<std::string> funds_with_entries(db::Transaction& tx) {
  std::vector<std::string> funds;
  std::string fund;
  db::each(
      tx,
      "select fund from ledger.account union select fund from ledger.seal "
      "union select fund from ledger.head order by fund",
      [&] { funds.push_back(fund); }, into(fund));
  return funds;
}

}  // namespace haven::ledger::store
