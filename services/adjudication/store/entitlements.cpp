#include "services/adjudication/store/entitlements.hpp"

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

void insert_entitlements(db::Transaction& tx, const std::string& fund, const DecisionHead& decision,
                         const std::vector<NewEntitlement>& entitlements, Instant now) {
  if (entitlements.empty()) return;
  std::vector<std::string> ids, schemes, benefits, currencies;
  std::vector<std::string> share_ids, positions, parties, minors;
  for (const auto& made : entitlements) {
    ids.push_back(made.id.text());
    schemes.push_back(made.line.scheme);
    benefits.push_back(made.line.benefit);
    currencies.push_back(made.line.amount.currency().code());
    for (std::size_t i = 0; i < made.line.shares.size(); ++i) {
      share_ids.push_back(made.id.text());
      positions.push_back(std::to_string(i + 1));
      parties.push_back(made.line.shares[i].party);
      minors.push_back(std::to_string(made.line.shares[i].amount.minor()));
    }
  }
  db::run(
      tx,
      "with made as ("
      "  insert into adjudication.entitlement (entitlement_id, fund, claim_id, decision_id,"
      "    scheme, benefit, currency, awarded_at)"
      "  select id, :fund, :claim::uuid, :decision::uuid, scheme, benefit, currency,"
      "    :now::timestamptz"
      "  from unnest(:ids::uuid[], :schemes::text[], :benefits::text[], :currencies::text[])"
      "    as e (id, scheme, benefit, currency) on conflict do nothing) "
      "insert into adjudication.entitlement_share (entitlement_id, position, party, amount_minor)"
      " select id, position, party, minor from unnest(:share_ids::uuid[], :positions::int[],"
      "  :parties::text[], :minors::bigint[]) as s (id, position, party, minor)"
      " on conflict do nothing",
      use(fund), use(decision.claim), use(decision.id), use(now), use(db::array_of(ids)),
      use(db::array_of(schemes)), use(db::array_of(benefits)), use(db::array_of(currencies)),
      use(db::array_of(share_ids)), use(db::array_of(positions)), use(db::array_of(parties)),
      use(db::array_of(minors)));
}

std::vector<Standing> find_standing(db::Transaction& tx, const ClaimId& claim) {
  std::vector<Standing> all;
  Standing row;
  std::string currency, party;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select e.entitlement_id, e.scheme, e.benefit, e.currency, p.paid, s.party, s.amount_minor "
      "from adjudication.entitlement e "
      "join adjudication.entitlement_share s using (entitlement_id) "
      "cross join lateral (select exists (select from adjudication.payment p "
      "  where p.entitlement_id = e.entitlement_id and p.settled_on is not null) as paid) p "
      "where e.claim_id = :claim and (e.state = 'awarded' or p.paid) "
      "order by e.awarded_at, e.entitlement_id, s.position",
      [&] {
        if (all.empty() || all.back().id != row.id) all.push_back(row);
        all.back().shares.push_back({party, money(minor, currency)});
      },
      use(claim), into(row.id), into(row.scheme), into(row.benefit), into(currency), into(row.paid),
      into(party), into(minor));
  return all;
}

void withdraw_entitlements(db::Transaction& tx, const std::vector<EntitlementId>& ids) {
  if (ids.empty()) return;
  std::vector<std::string> texts;
  for (const auto& id : ids) texts.push_back(id.text());
  db::run(tx,
          "update adjudication.entitlement set state = 'withdrawn' "
          "where entitlement_id = any(:ids::uuid[])",
          use(db::array_of(texts)));
}

Noted save_payment(db::Transaction& tx, const std::string& fund, const PaymentNews& news) {
  bool is_new = false;
  std::optional<std::string> state;
  db::run(tx,
          "with award as (select entitlement_id, state from adjudication.entitlement "
          "  where entitlement_id = :entitlement and fund = :fund), "
          "made as (insert into adjudication.payment as p (payment_id, fund, entitlement_id, "
          "  amount_minor, settled_on, said_at) select :id::uuid, :same_fund, entitlement_id, "
          "  :minor::bigint, :settled::date, :said::timestamptz from award "
          "  on conflict (payment_id) do update set settled_on = excluded.settled_on, "
          "  said_at = excluded.said_at where p.said_at < excluded.said_at returning payment_id) "
          "select exists (select from made), (select state from award)",
          use(news.entitlement), use(fund), use(news.id), use(fund), use(news.amount.minor()),
          use(news.settled), use(news.said), into(is_new), into(state));
  if (!state) return Noted::entitlement_unknown;
  if (!is_new) return Noted::known_already;
  return *state == "withdrawn" ? Noted::entitlement_withdrawn : Noted::new_news;
}

}  // namespace haven::adjudication::store
