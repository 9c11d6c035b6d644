#include "services/disbursement/store/set_offs.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {

using db::into;
using db::use;

void save_agreement(db::Transaction& tx, const AgreementTold& told, Instant at) {
  db::run(tx,
          "insert into disbursement.set_off_agreement as a (receivable_id, fund, member_id, party, "
          "at_most_percent, currency, left_minor, version, agreed_at) values (:id, :fund, :member, "
          ":party, :percent, :currency, :left, :version, :at) on conflict (receivable_id) do "
          "update set member_id = excluded.member_id, party = excluded.party, "
          "at_most_percent = excluded.at_most_percent, left_minor = excluded.left_minor, "
          "version = excluded.version where a.version < excluded.version "
          "and a.fund = excluded.fund and a.currency = excluded.currency",
          use(told.terms.receivable), use(told.fund), use(told.member), use(told.party),
          use(told.terms.at_most_percent), use(told.terms.left.currency()),
          use(told.terms.left.minor()), use(told.version), use(at));
}

// What recoveries says is left never grows here: only a newer agreement raises it again. So
// whichever of the two events comes first, no more is kept back than is owed.
void count_set_off(db::Transaction& tx, const Reduction& reduction) {
  db::run(tx,
          "with counted as (update disbursement.set_off set counted_by = :reduction "
          "  where set_off_id = (select set_off_id from disbursement.set_off "
          "    where receivable_id = :receivable and counted_by is null "
          "    and not exists (select from disbursement.set_off where counted_by = :same) "
          "    order by set_off_id = :named desc, amount_minor = :amount desc, made_at, set_off_id "
          "    limit 1) returning receivable_id) "
          "update disbursement.set_off_agreement a set left_minor = least(left_minor, "
          "greatest(:left::bigint, 0)) from counted c where a.receivable_id = c.receivable_id",
          use(reduction.id), use(reduction.receivable), use(reduction.id), use(reduction.id),
          use(reduction.amount.minor()), use(reduction.left.minor()));
}

bool has_agreements(db::Transaction& tx, const std::string& fund, const MemberId& member) {
  return db::run(tx,
                 "select 1 from disbursement.set_off_agreement "
                 "where member_id = :member and fund = :fund limit 1",
                 use(member), use(fund));
}

std::vector<SetOffAgreement> agreements_for_update(db::Transaction& tx, const std::string& fund,
                                                   const MemberId& member,
                                                   const std::string& party) {
  std::vector<SetOffAgreement> agreements;
  SetOffAgreement row;
  Currency currency;
  std::int64_t left = 0;
  db::each(
      tx,
      "select a.receivable_id, a.at_most_percent, a.currency, greatest(a.left_minor - "
      "coalesce((select sum(s.amount_minor)::bigint from disbursement.set_off s "
      "  where s.receivable_id = a.receivable_id and s.counted_by is null "
      "  and s.undone_at is null), 0), 0) "
      "from disbursement.set_off_agreement a where a.member_id = :member and a.party = :party "
      "and a.fund = :fund order by a.agreed_at, a.receivable_id for update",
      [&] {
        row.left = {left, currency};
        agreements.push_back(row);
      },
      use(member), use(party), use(fund), into(row.receivable), into(row.at_most_percent),
      into(currency), into(left));
  return agreements;
}

Planned find_planned(db::Transaction& tx, const EntitlementId& entitlement) {
  Planned planned;
  std::string party;
  std::optional<std::string> receivable;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select party, null::uuid, currency, 0::bigint from disbursement.payment "
      "where entitlement_id = :one and attempt = 1 union all "
      "select party, receivable_id, currency, amount_minor from disbursement.set_off "
      "where entitlement_id = :other",
      [&] {
        planned.parties.insert(party);
        if (!receivable) return;
        planned.kept[party].push_back({ReceivableId{*receivable}, {minor, currency}});
      },
      use(entitlement), use(entitlement), into(party), into(receivable), into(currency),
      into(minor));
  return planned;
}

void insert_set_off(db::Transaction& tx, const SetOffRow& row, Instant now) {
  db::run(tx,
          "insert into disbursement.set_off (set_off_id, fund, receivable_id, claim_id, "
          "entitlement_id, party, currency, amount_minor, share_minor, made_at) values (:id, "
          ":fund, :receivable, :claim, :entitlement, :party, :currency, :minor, :share, :at)",
          use(row.id), use(row.fund), use(row.kept.receivable), use(row.claim),
          use(row.entitlement), use(row.party), use(row.kept.amount.currency()),
          use(row.kept.amount.minor()), use(row.share.minor()), use(now));
}

std::vector<SetOffRow> undo_set_offs(db::Transaction& tx, const std::string& fund,
                                     const EntitlementId& entitlement, Instant now) {
  std::vector<SetOffRow> undone;
  SetOffRow row;
  Currency currency;
  std::int64_t minor = 0, share = 0;
  db::each(
      tx,
      "with undone as (update disbursement.set_off set undone_at = :now "
      "  where entitlement_id = :entitlement and fund = :fund and undone_at is null returning *) "
      "select set_off_id, fund, receivable_id, claim_id, entitlement_id, party, currency, "
      "amount_minor, share_minor from undone order by made_at, set_off_id",
      [&] {
        row.share = {share, currency};
        row.kept.amount = {minor, currency};
        undone.push_back(row);
      },
      use(now), use(entitlement), use(fund), into(row.id), into(row.fund),
      into(row.kept.receivable), into(row.claim), into(row.entitlement), into(row.party),
      into(currency), into(minor), into(share));
  return undone;
}

}  // namespace haven::disbursement::store
