#include "services/recoveries/store/receivables.hpp"

#include "common/db/sql.hpp"
#include "services/recoveries/store/rows.hpp"

namespace haven::recoveries::store {
namespace {

using db::into;
using db::use;

const std::string select_receivable =
    "select r.receivable_id, r.fund, r.cause, r.reference, r.kind, r.debtor, r.debtor_name, "
    "r.claim_id, r.claim_reference, r.entitlement_id, r.member_id, r.party, r.scheme, r.benefit, "
    "r.purse, r.currency, r.amount_minor, r.paid_minor, r.written_off_minor, r.withdrawn_minor, "
    "r.revived_minor, r.credit_minor, r.state, r.raised_on::text, r.due_on::text, r.next_on::text, "
    "r.set_off_percent, r.set_off_version, r.doubt, r.raised_by, r.version, a.purse, "
    "a.amount_minor from recoveries.receivable r "
    "left join recoveries.advance a using (receivable_id) ";

// What a row holds before it is a receivable.
struct Row {
  Receivable r;
  std::string kind, state;
  Currency currency;
  std::int64_t amount = 0, paid = 0, written_off = 0, withdrawn = 0, revived = 0, credit = 0;
  std::optional<std::int64_t> advanced;

  Receivable receivable() const {
    Receivable made = r;
    made.kind = kind_from(kind).value();
    made.state = state_from(state).value();
    made.amount = {amount, currency};
    made.paid = {paid, currency};
    made.written_off = {written_off, currency};
    made.withdrawn = {withdrawn, currency};
    made.revived = {revived, currency};
    made.credit = {credit, currency};
    if (advanced) made.advanced = Money{*advanced, currency};
    return made;
  }
};

template <class... Uses>
std::vector<Receivable> receivables_where(db::Transaction& tx, const std::string& condition,
                                          Uses&&... uses) {
  std::vector<Receivable> found;
  Row row;
  Receivable& r = row.r;
  db::each(
      tx, select_receivable + condition, [&] { found.push_back(row.receivable()); }, into(r.id),
      into(r.fund), into(r.cause), into(r.reference), into(row.kind), into(r.debtor),
      into(r.debtor_name), into(r.claim), into(r.claim_reference), into(r.entitlement),
      into(r.member), into(r.party), into(r.scheme), into(r.benefit), into(r.purse),
      into(row.currency), into(row.amount), into(row.paid), into(row.written_off),
      into(row.withdrawn), into(row.revived), into(row.credit), into(row.state), into(r.raised),
      into(r.due), into(r.next), into(r.set_off_percent), into(r.set_off_version), into(r.doubt),
      into(r.raised_by), into(r.version), into(r.lender), into(row.advanced),
      std::forward<Uses>(uses)...);
  return found;
}

}  // namespace

bool insert_receivable(db::Transaction& tx, const Receivable& r) {
  return db::change(
             tx,
             "insert into recoveries.receivable (receivable_id, fund, cause, reference, kind, "
             "debtor, debtor_name, claim_id, claim_reference, entitlement_id, member_id, party, "
             "scheme, benefit, purse, currency, amount_minor, state, raised_on, due_on, next_on, "
             "raised_by) values (:id, :fund, :cause, :reference, :kind, :debtor, :name, :claim, "
             ":claim_reference, :entitlement, :member, :party, :scheme, :benefit, :purse, "
             ":currency, :amount, :state, :raised, :due, :next, :by) "
             "on conflict (fund, cause) do nothing",
             use(r.id), use(r.fund), use(r.cause), use(r.reference), use(name_of(r.kind)),
             use(r.debtor), use(r.debtor_name), use(r.claim), use(r.claim_reference),
             use(r.entitlement), use(r.member), use(r.party), use(r.scheme), use(r.benefit),
             use(r.purse), use(r.amount.currency()), use(r.amount.minor()), use(name_of(r.state)),
             use(r.raised), use(r.due), use(r.next), use(r.raised_by)) == 1;
}

void save_receivable(db::Transaction& tx, const Receivable& r) {
  const auto saved = db::change(
      tx,
      "update recoveries.receivable set paid_minor = :paid, written_off_minor = :written_off, "
      "withdrawn_minor = :withdrawn, revived_minor = :revived, credit_minor = :credit, state = "
      ":state, due_on = :due, "
      "next_on = :next, set_off_percent = :percent, set_off_version = :set_off, doubt = :doubt, "
      "version = version + 1 where receivable_id = :id and version = :version",
      use(r.paid.minor()), use(r.written_off.minor()), use(r.withdrawn.minor()),
      use(r.revived.minor()), use(r.credit.minor()), use(name_of(r.state)), use(r.due), use(r.next),
      use(r.set_off_percent), use(r.set_off_version), use(r.doubt), use(r.id), use(r.version));
  ensure(saved == 1, "a receivable that is saved was read for update");
}

std::optional<Receivable> find_receivable(db::Transaction& tx, const std::string& fund,
                                          const ReceivableId& id) {
  return only(
      receivables_where(tx, "where r.fund = :fund and r.receivable_id = :id", use(fund), use(id)));
}

std::optional<Receivable> find_receivable_for_update(db::Transaction& tx, const std::string& fund,
                                                     const ReceivableId& id) {
  return only(receivables_where(
      tx, "where r.fund = :fund and r.receivable_id = :id for update of r", use(fund), use(id)));
}

std::vector<Receivable> overpayments_for_update(db::Transaction& tx, const std::string& fund,
                                                const EntitlementId& entitlement,
                                                const std::string& party) {
  return receivables_where(tx,
                           "where r.fund = :fund and r.entitlement_id = :entitlement "
                           "and r.party = :party and r.kind = 'overpayment' order by r.raised_on, "
                           "r.cause like 'revived/%', r.receivable_id for update of r",
                           use(fund), use(entitlement), use(party));
}

std::vector<Receivable> receivables_of_claim(db::Transaction& tx, const std::string& fund,
                                             const ClaimId& claim) {
  return receivables_where(
      tx, "where r.fund = :fund and r.claim_id = :claim order by r.raised_on, r.receivable_id",
      use(fund), use(claim));
}

std::vector<Receivable> receivables_of_claim_for_update(db::Transaction& tx,
                                                        const std::string& fund,
                                                        const ClaimId& claim,
                                                        const std::string& debtor) {
  return receivables_where(tx,
                           "where r.fund = :fund and r.claim_id = :claim and r.debtor = :debtor "
                           "order by r.receivable_id for update of r",
                           use(fund), use(claim), use(debtor));
}

std::vector<Receivable> receivables_reserved_for_update(db::Transaction& tx,
                                                        const std::string& fund,
                                                        const std::string& purse) {
  return receivables_where(
      tx,
      "where r.fund = :fund and r.purse = :purse and r.left_minor > 0 and a.purse is null "
      "and exists (select from recoveries.award w where w.entitlement_id = r.entitlement_id "
      "and w.reserved) order by r.raised_on, r.receivable_id for update of r",
      use(fund), use(purse));
}

std::vector<Receivable> receivables_named(db::Transaction& tx, const std::string& fund,
                                          const std::vector<std::string>& references) {
  return receivables_where(
      tx,
      "where r.fund = :fund and r.reference = any(:references::text[]) order by r.receivable_id",
      use(fund), use(db::array_of(references)));
}

std::vector<Receivable> receivables_with_left(db::Transaction& tx, const std::string& fund,
                                              const Money& left) {
  return receivables_where(tx,
                           "where r.fund = :fund and r.currency = :currency and r.left_minor = "
                           ":left and r.left_minor > 0 order by r.receivable_id limit 2",
                           use(fund), use(left.currency()), use(left.minor()));
}

std::vector<Receivable> receivables_told_by_claim(db::Transaction& tx, const std::string& fund,
                                                  const std::string& debtor,
                                                  const std::string& claim_reference,
                                                  const std::string& scheme,
                                                  const std::string& benefit) {
  return receivables_where(
      tx,
      "where r.fund = :fund and r.debtor = :debtor and r.claim_reference = :reference "
      "and r.kind = 'insurer_share' and r.scheme = coalesce(nullif(:scheme, ''), r.scheme) "
      "and r.benefit = coalesce(nullif(:benefit, ''), r.benefit) order by r.receivable_id limit 2",
      use(fund), use(debtor), use(claim_reference), use(scheme), use(benefit));
}

std::vector<Receivable> receivables_due(db::Transaction& tx, const std::string& fund, Date today,
                                        int limit) {
  return receivables_where(tx,
                           "where r.fund = :fund and r.next_on <= :today order by r.receivable_id "
                           "limit :limit for update of r skip locked",
                           use(fund), use(today), use(limit));
}

std::vector<Receivable> page_of_receivables(db::Transaction& tx, const std::string& fund,
                                            const ReceivableFilter& filter,
                                            const std::string& after, int limit) {
  return receivables_where(
      tx,
      "where r.fund = :fund and r.state = coalesce(nullif(:state, ''), r.state) "
      "and r.debtor = coalesce(nullif(:debtor, ''), r.debtor) "
      "and r.kind = coalesce(nullif(:kind, ''), r.kind) "
      "and r.claim_id = coalesce(nullif(:claim, '')::uuid, r.claim_id) "
      "and (not :doubt or r.doubt is not null) and r.receivable_id > :after::uuid "
      "order by r.receivable_id limit :limit",
      use(fund), use(filter.state), use(filter.debtor), use(filter.kind), use(filter.claim),
      use(filter.only_in_doubt), use(id_after(after)), use(limit));
}

std::vector<DueSum> sums_by_due(db::Transaction& tx, const std::string& fund,
                                const std::string& debtor) {
  std::vector<DueSum> sums;
  DueSum row;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select debtor, currency, due_on::text, count(*), sum(left_minor)::bigint "
      "from recoveries.receivable where fund = :fund and left_minor > 0 "
      "and debtor = coalesce(nullif(:debtor, ''), debtor) "
      "group by debtor, currency, due_on order by debtor, currency, due_on",
      [&] {
        row.left = {minor, currency};
        sums.push_back(row);
      },
      use(fund), use(debtor), into(row.debtor), into(currency), into(row.due), into(row.count),
      into(minor));
  return sums;
}

}  // namespace haven::recoveries::store
