#include "services/adjudication/store/entitlements.hpp"

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

void insert_entitlements(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                         const DecisionId& decision,
                         const std::vector<NewEntitlement>& entitlements, Instant now) {
  if (entitlements.empty()) return;
  std::vector<std::string> ids, schemes, layers, benefits, currencies, instalments;
  std::vector<std::string> share_ids, positions, parties, minors;
  for (const auto& made : entitlements) {
    ids.push_back(made.id.text());
    schemes.push_back(made.line.scheme);
    layers.push_back(made.line.layer);
    instalments.push_back(std::to_string(made.instalment));
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
      "    scheme, layer, benefit, currency, instalment, awarded_at)"
      "  select id, :fund, :claim::uuid, :decision::uuid, scheme, layer, benefit, currency,"
      "    instalment, :now::timestamptz"
      "  from unnest(:ids::uuid[], :schemes::text[], :layers::text[], :benefits::text[],"
      "    :currencies::text[], :instalments::int[])"
      "    as e (id, scheme, layer, benefit, currency, instalment) on conflict do nothing) "
      "insert into adjudication.entitlement_share (entitlement_id, position, party, amount_minor)"
      " select id, position, party, minor from unnest(:share_ids::uuid[], :positions::int[],"
      "  :parties::text[], :minors::bigint[]) as s (id, position, party, minor)"
      " on conflict do nothing",
      use(fund), use(claim), use(decision), use(now), use(db::array_of(ids)),
      use(db::array_of(schemes)), use(db::array_of(layers)), use(db::array_of(benefits)),
      use(db::array_of(currencies)), use(db::array_of(instalments)), use(db::array_of(share_ids)),
      use(db::array_of(positions)), use(db::array_of(parties)), use(db::array_of(minors)));
}

std::vector<Standing> find_standing(db::Transaction& tx, const ClaimId& claim) {
  std::vector<Standing> all;
  Standing row;
  std::string currency, party;
  std::int64_t minor = 0, paid = 0;
  db::each(
      tx,
      "select e.entitlement_id, e.scheme, e.layer, e.benefit, e.currency, e.instalment, "
      "e.state = 'withdrawn', s.party, s.amount_minor, p.paid - o.found "
      "from adjudication.entitlement e "
      "join adjudication.entitlement_share s using (entitlement_id) "
      "cross join lateral (select coalesce(sum(p.amount_minor), 0) as paid "
      "  from adjudication.payment p where p.entitlement_id = e.entitlement_id "
      "  and p.party = s.party and p.settled_on is not null) p "
      "cross join lateral (select coalesce(sum(o.amount_minor), 0) as found "
      "  from adjudication.overpayment o where o.entitlement_id = e.entitlement_id "
      "  and o.party = s.party) o "
      "where e.claim_id = :claim and (e.state = 'awarded' or p.paid > o.found) "
      "order by e.awarded_at, e.entitlement_id, s.position",
      [&] {
        if (all.empty() || all.back().id != row.id) all.push_back(row);
        // An overpayment whose payment came back later leaves less than nothing.
        all.back().shares.push_back(
            {party, money(minor, currency), money(std::max<std::int64_t>(paid, 0), currency)});
      },
      use(claim), into(row.id), into(row.scheme), into(row.layer), into(row.benefit),
      into(currency), into(row.instalment), into(row.withdrawn), into(party), into(minor),
      into(paid));
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
          "  party, amount_minor, settled_on, said_at) select :id::uuid, :same_fund, "
          "  entitlement_id, :party, :minor::bigint, :settled::date, :said::timestamptz from award "
          "  on conflict (payment_id) do update set settled_on = excluded.settled_on, "
          "  said_at = excluded.said_at where p.said_at < excluded.said_at returning payment_id) "
          "select exists (select from made), (select state from award)",
          use(news.entitlement), use(fund), use(news.id), use(fund), use(news.party),
          use(news.amount.minor()), use(news.settled), use(news.said), into(is_new), into(state));
  if (!state) return Noted::entitlement_unknown;
  if (!is_new) return Noted::known_already;
  return *state == "withdrawn" ? Noted::entitlement_withdrawn : Noted::new_news;
}

Awarded find_awarded(db::Transaction& tx, const EntitlementId& id) {
  Awarded found;
  db::run(tx,
          "select e.claim_id, f.reference, f.member_id, e.scheme, e.layer, e.benefit "
          "from adjudication.entitlement e join adjudication.claim_file f using (claim_id) "
          "where e.entitlement_id = :id",
          use(id), into(found.claim), into(found.reference), into(found.member), into(found.scheme),
          into(found.layer), into(found.benefit));
  return found;
}

bool save_overpayment(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                      const FoundOverpayment& found, Instant now) {
  std::vector<std::string> parties, minors;
  for (const auto& share : found.overpaid) {
    parties.push_back(share.party);
    minors.push_back(std::to_string(share.amount.minor()));
  }
  return db::change(
             tx,
             "insert into adjudication.overpayment (overpayment_id, party, fund, claim_id, "
             "entitlement_id, amount_minor, reason, found_at) select :id::uuid, party, :fund, "
             ":claim::uuid, :entitlement::uuid, minor, :reason, :now::timestamptz "
             "from unnest(:parties::text[], :minors::bigint[]) as o (party, minor) on conflict do "
             "nothing",
             use(found.id), use(fund), use(claim), use(found.entitlement), use(found.reason),
             use(now), use(db::array_of(parties)), use(db::array_of(minors))) > 0;
}

}  // namespace haven::adjudication::store
