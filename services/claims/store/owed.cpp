#include "services/claims/store/owed.hpp"

#include <sstream>

#include "common/db/sql.hpp"

namespace haven::claims::store {
namespace {

using db::array_of;
using db::into;
using db::use;

constexpr char unit_separator = '\x1f';

std::set<std::string> split(const std::string& text) {
  std::set<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, unit_separator);) parts.insert(part);
  return parts;
}

struct OwedRow {
  Owed row;
  std::string parties;
  Currency currency;
  std::int64_t owed = 0, paid = 0, kept_back = 0, on_its_way = 0, unclaimed = 0, ended = 0,
               advanced = 0;

  Owed take() {
    row.owed = {owed, currency};
    row.paid = {paid, currency};
    row.kept_back = {kept_back, currency};
    row.on_its_way = {on_its_way, currency};
    row.unclaimed = {unclaimed, currency};
    row.ended = {ended, currency};
    row.advanced = {advanced, currency};
    row.parties = split(parties);
    return row;
  }
};

template <class... Uses>
std::vector<Owed> rows_from(db::Transaction& tx, const std::string& tail, Uses&&... uses) {
  std::vector<Owed> rows;
  OwedRow r;
  Owed& o = r.row;
  db::each(
      tx,
      "select claim_id, entitlement_id::text, scheme, layer, benefit, instalment, currency, "
      "owed_minor, paid_minor, kept_back_minor, on_its_way_minor, unclaimed_minor, ended_minor, "
      "advanced_minor, is_withdrawn, is_short, is_returned, parties from claims.owed_and_paid " +
          tail,
      [&] { rows.push_back(r.take()); }, into(o.claim), into(o.entitlement), into(o.scheme),
      into(o.layer), into(o.benefit), into(o.instalment), into(r.currency), into(r.owed),
      into(r.paid), into(r.kept_back), into(r.on_its_way), into(r.unclaimed), into(r.ended),
      into(r.advanced), into(o.is_withdrawn), into(o.is_short), into(o.is_returned),
      into(r.parties), std::forward<Uses>(uses)...);
  return rows;
}

}  // namespace

void record_entitlement(db::Transaction& tx, const EntitlementHeard& heard) {
  std::vector<std::string> parties, minors;
  for (const auto& [party, amount] : heard.shares) {
    parties.push_back(party);
    minors.push_back(std::to_string(amount.minor()));
  }
  db::run(tx,
          "with kept as (insert into claims.entitlement (entitlement_id, claim_id, fund, scheme, "
          "  layer, benefit, instalment, amount_minor, currency) values (:id, :claim, :fund, "
          "  :scheme, :layer, :benefit, :instalment, :minor, :currency) "
          "  on conflict do nothing returning entitlement_id) "
          "insert into claims.entitlement_share (entitlement_id, party, amount_minor) "
          "select k.entitlement_id, s.party, s.minor from kept k, "
          "unnest(:parties::text[], :minors::bigint[]) as s (party, minor)",
          use(heard.id), use(heard.claim), use(heard.fund), use(heard.scheme), use(heard.layer),
          use(heard.benefit), use(heard.instalment), use(heard.amount.minor()),
          use(heard.amount.currency()), use(array_of(parties)), use(array_of(minors)));
}

void record_withdrawal(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                       const std::string& entitlement) {
  db::run(tx,
          "insert into claims.entitlement_withdrawal (entitlement_id, claim_id, fund) "
          "values (:id, :claim, :fund) on conflict do nothing",
          use(entitlement), use(claim), use(fund));
}

void record_set_off(db::Transaction& tx, const PartHeard& heard) {
  db::run(tx,
          "insert into claims.set_off (set_off_id, claim_id, fund, entitlement_id, party, "
          "amount_minor, currency) values (:id, :claim, :fund, :entitlement, :party, :minor, "
          ":currency) on conflict do nothing",
          use(heard.id), use(heard.claim), use(heard.fund), use(heard.entitlement),
          use(heard.party), use(heard.amount.minor()), use(heard.amount.currency()));
}

void record_set_off_undone(db::Transaction& tx, const PartHeard& heard) {
  db::run(tx,
          "insert into claims.set_off_undone (set_off_id, claim_id, fund) "
          "values (:id, :claim, :fund) on conflict do nothing",
          use(heard.id), use(heard.claim), use(heard.fund));
}

void record_advance(db::Transaction& tx, const PartHeard& heard) {
  db::run(tx,
          "insert into claims.advance (receivable_id, claim_id, fund, entitlement_id, "
          "amount_minor, currency) values (:id, :claim, :fund, :entitlement, :minor, :currency) "
          "on conflict do nothing",
          use(heard.id), use(heard.claim), use(heard.fund), use(heard.entitlement),
          use(heard.amount.minor()), use(heard.amount.currency()));
}

void record_unclaimed(db::Transaction& tx, const PartHeard& heard, const std::string& stage,
                      Instant said_at) {
  // Two facts of one moment: the one that lies further on the way.
  db::run(tx,
          "insert into claims.unclaimed as u (payment_id, claim_id, fund, entitlement_id, party, "
          "amount_minor, currency, stage, said_at) values (:id, :claim, :fund, :entitlement, "
          ":party, :minor, :currency, :stage, :at) on conflict (payment_id) do update set "
          "stage = excluded.stage, said_at = excluded.said_at where "
          "(u.said_at, array_position(array['unclaimed', 'found', 'ended'], u.stage)) < "
          "(excluded.said_at, "
          "array_position(array['unclaimed', 'found', 'ended'], excluded.stage))",
          use(heard.id), use(heard.claim), use(heard.fund), use(heard.entitlement),
          use(heard.party), use(heard.amount.minor()), use(heard.amount.currency()), use(stage),
          use(said_at));
}

std::vector<Owed> owed_of(db::Transaction& tx, const std::string& fund, const ClaimId& claim) {
  return rows_from(tx, "where fund = :fund and claim_id = :claim order by entitlement_id",
                   use(fund), use(claim));
}

std::vector<Owed> owed_by(db::Transaction& tx, const OwedFilter& filter) {
  const std::string nil = "00000000-0000-0000-0000-000000000000";
  const auto slash = filter.after.find('/');
  const std::string claim = slash == filter.after.npos ? nil : filter.after.substr(0, slash);
  const std::string entitlement = slash == filter.after.npos ? nil : filter.after.substr(slash + 1);
  return rows_from(
      tx,
      "where fund = :fund and (claim_id, entitlement_id) > (:claim::uuid, :entitlement::uuid) "
      "and layer = coalesce(nullif(:layer, ''), layer) and (not :differences::boolean "
      "or owed_minor <> paid_minor + kept_back_minor + ended_minor) "
      "order by claim_id, entitlement_id limit :limit",
      use(filter.fund), use(claim), use(entitlement), use(filter.layer),
      use(filter.only_differences), use(filter.limit));
}

bool has_instalments(db::Transaction& tx, const ClaimId& claim) {
  return db::run(tx,
                 "select 1 from claims.entitlement where claim_id = :claim and instalment > 0 "
                 "limit 1",
                 use(claim));
}

}  // namespace haven::claims::store
