#include "services/recoveries/store/proposals.hpp"

#include "common/db/sql.hpp"
#include "services/recoveries/store/rows.hpp"

namespace haven::recoveries::store {
namespace {

using db::into;
using db::use;

const std::string select_proposal =
    "select p.proposal_id, p.fund, p.kind, p.receivable_id, coalesce(p.debtor, ''), p.claim_id, "
    "coalesce(p.claim_reference, ''), p.entitlement_id, p.member_id, coalesce(p.purse, ''), "
    "p.percent, p.currency, p.amount_minor, p.reason, p.people, p.state, p.proposed_by, "
    "p.proposed_at::text, p.end_reason, coalesce((select string_agg(a.agreed_by, E'\\n' "
    "order by a.agreed_at, a.agreed_by) from recoveries.agreement a "
    "where a.proposal_id = p.proposal_id), '') from recoveries.proposal p ";

template <class... Uses>
std::vector<Proposal> proposals_where(db::Transaction& tx, const std::string& condition,
                                      Uses&&... uses) {
  std::vector<Proposal> found;
  Proposal p;
  std::string kind, state, agreed;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx, select_proposal + condition,
      [&] {
        p.kind = proposal_kind_named(kind);
        p.state = proposal_state_from(state).value();
        p.amount = {minor, currency};
        p.agreed_by = names_in(agreed);
        found.push_back(p);
      },
      into(p.id), into(p.fund), into(kind), into(p.receivable), into(p.share.debtor),
      into(p.share.claim), into(p.share.claim_reference), into(p.share.entitlement),
      into(p.share.member), into(p.purse), into(p.percent), into(currency), into(minor),
      into(p.reason), into(p.people), into(state), into(p.proposed_by), into(p.proposed_at),
      into(p.end_reason), into(agreed), std::forward<Uses>(uses)...);
  return found;
}

}  // namespace

bool insert_proposal(db::Transaction& tx, const Proposal& p) {
  return db::change(
             tx,
             "insert into recoveries.proposal (proposal_id, fund, kind, receivable_id, debtor, "
             "claim_id, claim_reference, entitlement_id, member_id, purse, percent, currency, "
             "amount_minor, reason, people, state, proposed_by, proposed_at) values (:id, :fund, "
             ":kind, :receivable, nullif(:debtor, ''), :claim, nullif(:reference, ''), "
             ":entitlement, :member, nullif(:purse, ''), :percent, :currency, :amount, :reason, "
             ":people, 'waiting', :by, :at) on conflict (receivable_id, kind) "
             "where state = 'waiting' do nothing",
             use(p.id), use(p.fund), use(name_of(p.kind)), use(p.receivable), use(p.share.debtor),
             use(p.share.claim), use(p.share.claim_reference), use(p.share.entitlement),
             use(p.share.member), use(p.purse), use(p.percent), use(p.amount.currency()),
             use(p.amount.minor()), use(p.reason), use(p.people), use(p.proposed_by),
             use(p.proposed_at)) == 1;
}

std::optional<Proposal> find_proposal(db::Transaction& tx, const std::string& fund,
                                      const ProposalId& id) {
  return only(
      proposals_where(tx, "where p.fund = :fund and p.proposal_id = :id", use(fund), use(id)));
}

std::optional<Proposal> find_proposal_for_update(db::Transaction& tx, const std::string& fund,
                                                 const ProposalId& id) {
  return only(proposals_where(tx, "where p.fund = :fund and p.proposal_id = :id for update of p",
                              use(fund), use(id)));
}

void insert_agreement(db::Transaction& tx, const ProposalId& id, const std::string& by,
                      Instant now) {
  db::run(tx,
          "insert into recoveries.agreement (proposal_id, agreed_by, agreed_at) "
          "values (:id, :by, :at)",
          use(id), use(by), use(now));
}

void save_end(db::Transaction& tx, const Proposal& p, const std::string& by, Instant now) {
  const auto ended = db::change(
      tx,
      "update recoveries.proposal set state = :state, receivable_id = :receivable, "
      "ended_by = :by, ended_at = :at, end_reason = :reason "
      "where proposal_id = :id and state = 'waiting'",
      use(name_of(p.state)), use(p.receivable), use(by), use(now), use(p.end_reason), use(p.id));
  ensure(ended == 1, "a proposal that ends was read for update");
}

std::vector<Proposal> page_of_proposals(db::Transaction& tx, const std::string& fund,
                                        const std::string& state, const std::string& receivable,
                                        const std::string& after, int limit) {
  return proposals_where(tx,
                         "where p.fund = :fund and p.state = coalesce(nullif(:state, ''), p.state) "
                         "and (:any = '' or p.receivable_id = nullif(:receivable, '')::uuid) "
                         "and p.proposal_id > :after::uuid order by p.proposal_id limit :limit",
                         use(fund), use(state), use(receivable), use(receivable),
                         use(id_after(after)), use(limit));
}

void insert_advance(db::Transaction& tx, const Proposal& p, const std::string& approved_by,
                    Date today) {
  db::run(tx,
          "insert into recoveries.advance (receivable_id, proposal_id, purse, amount_minor, "
          "approved_by, approved_on) values (:receivable, :proposal, :purse, :amount, :by, :day)",
          use(p.receivable), use(p.id), use(p.purse), use(p.amount.minor()), use(approved_by),
          use(today));
}

Money called_for_claim(db::Transaction& tx, const ClaimId& claim, const std::string& guarantor,
                       const Currency& currency) {
  std::int64_t minor = 0;
  db::run(tx,
          "select coalesce(sum(b.amount_minor), 0)::bigint from recoveries.bond_call b "
          "join recoveries.receivable r using (receivable_id) where b.claim_id = :claim "
          "and b.guarantor = :guarantor and r.currency = :currency",
          use(claim), use(guarantor), use(currency), into(minor));
  return {minor, currency};
}

void insert_bond_call(db::Transaction& tx, const Proposal& p, const Receivable& receivable,
                      const Bond& bond, Date today) {
  db::run(tx,
          "insert into recoveries.bond_call (receivable_id, proposal_id, claim_id, guarantor, "
          "amount_minor, bond_minor, called_on) values (:receivable, :proposal, :claim, "
          ":guarantor, :amount, :bond, :day)",
          use(receivable.id), use(p.id), use(receivable.claim), use(bond.guarantor),
          use(p.amount.minor()), use(bond.amount.minor()), use(today));
}

std::optional<Money> find_bond_call(db::Transaction& tx, const Receivable& receivable) {
  std::int64_t minor = 0;
  if (!db::run(tx, "select amount_minor from recoveries.bond_call where receivable_id = :id",
               use(receivable.id), into(minor))) {
    return {};
  }
  return Money{minor, receivable.amount.currency()};
}

void end_plan(db::Transaction& tx, const ReceivableId& receivable) {
  db::run(tx,
          "update recoveries.plan set is_latest = false where receivable_id = :id and is_latest",
          use(receivable));
}

void insert_plan(db::Transaction& tx, const ReceivableId& receivable, const Plan& plan) {
  end_plan(tx, receivable);
  db::run(tx,
          "insert into recoveries.plan (receivable_id, number, instalment_minor, from_minor, "
          "first_on, agreed_by, agreed_on) select :id, coalesce(max(number), 0) + 1, "
          ":instalment::bigint, :whole::bigint, :first::date, :by, :day::date "
          "from recoveries.plan where receivable_id = :same",
          use(receivable), use(plan.instalment.minor()), use(plan.from.minor()), use(plan.first),
          use(plan.agreed_by), use(plan.agreed), use(receivable));
}

std::optional<Plan> find_plan(db::Transaction& tx, const Receivable& receivable) {
  Plan plan;
  std::int64_t instalment = 0, whole = 0;
  if (!db::run(tx,
               "select number, instalment_minor, from_minor, first_on::text, agreed_by, "
               "agreed_on::text from recoveries.plan where receivable_id = :id and is_latest",
               use(receivable.id), into(plan.number), into(instalment), into(whole),
               into(plan.first), into(plan.agreed_by), into(plan.agreed))) {
    return {};
  }
  plan.instalment = {instalment, receivable.amount.currency()};
  plan.from = {whole, receivable.amount.currency()};
  return plan;
}

}  // namespace haven::recoveries::store
