#include "services/adjudication/store/instalment_plans.hpp"

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

namespace {

const std::string select_plan =
    "select p.plan_id, p.fund, p.claim_id, p.reference, p.decision_id, p.scheme, p.benefit, "
    "p.currency, p.amount_minor, p.filed_by, p.every, p.times, p.while_true, p.first_on::text, "
    "p.next_number, p.next_on::text, p.state, exists (select from "
    "adjudication.instalment_confirmation c where c.plan_id = p.plan_id "
    "and c.number = p.next_number), p.ended_by, p.ended_because, p.version, p.award "
    "from adjudication.instalment_plan p ";

struct Row {
  InstalmentPlan plan;
  std::string currency, state;
  std::int64_t minor = 0;
  db::Bytes award;

  KeptPlan take() {
    plan.amount = money(minor, currency);
    plan.state = plan_state_from(state).value();
    return {plan, award.data};
  }
};

template <class Run, class... Uses>
auto with_row(Run&& run, Row& row, Uses&&... uses) {
  InstalmentPlan& plan = row.plan;
  return run(uses..., into(plan.id), into(plan.fund), into(plan.claim), into(plan.reference),
             into(plan.decision), into(plan.scheme), into(plan.benefit), into(row.currency),
             into(row.minor), into(plan.filed_by), into(plan.every), into(plan.times),
             into(plan.while_true), into(plan.first_on), into(plan.next_number), into(plan.next_on),
             into(row.state), into(plan.next_is_confirmed), into(plan.ended_by),
             into(plan.ended_because), into(plan.version), into(row.award));
}

template <class... Uses>
std::vector<KeptPlan> all_of(db::Transaction& tx, const std::string& where, Uses&&... uses) {
  std::vector<KeptPlan> plans;
  Row row;
  const auto run = [&](auto&&... exchanges) {
    db::each(
        tx, select_plan + where, [&] { plans.push_back(row.take()); }, exchanges...);
  };
  with_row(run, row, uses...);
  return plans;
}

}  // namespace

void insert_plan(db::Transaction& tx, const KeptPlan& kept) {
  const InstalmentPlan& plan = kept.plan;
  db::run(tx,
          "insert into adjudication.instalment_plan (plan_id, fund, claim_id, reference, "
          "decision_id, scheme, benefit, currency, amount_minor, filed_by, award, every, times, "
          "while_true, first_on, next_number, next_on) values (:id, :fund, :claim, :reference, "
          ":decision, :scheme, :benefit, :currency, :minor, :filed_by, :award, :every, :times, "
          ":while_true, :first_on, :next_number, :next_on)",
          use(plan.id), use(plan.fund), use(plan.claim), use(plan.reference), use(plan.decision),
          use(plan.scheme), use(plan.benefit), use(plan.amount.currency()),
          use(plan.amount.minor()), use(plan.filed_by), use(db::Bytes{kept.award}), use(plan.every),
          use(plan.times), use(plan.while_true), use(plan.first_on), use(plan.next_number),
          use(plan.next_on));
}

std::vector<KeptPlan> running_plans(db::Transaction& tx, const ClaimId& claim) {
  return all_of(tx,
                "where p.claim_id = :claim and p.state = 'running' order by p.plan_id for update",
                use(claim));
}

std::vector<KeptPlan> payable_plans(db::Transaction& tx, const std::string& fund, Date today,
                                    int limit) {
  return all_of(tx,
                "where p.fund = :fund and p.state = 'running' and p.next_on <= :today "
                "and (p.while_true = '' or exists (select from "
                "adjudication.instalment_confirmation c where c.plan_id = p.plan_id "
                "and c.number = p.next_number)) "
                "order by p.next_on, p.plan_id limit :rows for update skip locked",
                use(fund), use(today), use(limit));
}

std::optional<InstalmentPlan> find_plan_for_update(db::Transaction& tx, const std::string& fund,
                                                   const PlanId& id) {
  auto found =
      all_of(tx, "where p.plan_id = :id and p.fund = :fund for update", use(id), use(fund));
  if (found.empty()) return {};
  return found.front().plan;
}

std::optional<InstalmentPlan> find_plan(db::Transaction& tx, const std::string& fund,
                                        const PlanId& id) {
  auto found = all_of(tx, "where p.plan_id = :id and p.fund = :fund", use(id), use(fund));
  if (found.empty()) return {};
  return found.front().plan;
}

std::vector<InstalmentPlan> find_plans(db::Transaction& tx, const std::string& fund,
                                       const PlanFilter& filter) {
  const std::string state = filter.state ? name_of(*filter.state) : "";
  const std::string until = filter.unconfirmed_until ? text_of(*filter.unconfirmed_until) : "";
  std::vector<InstalmentPlan> plans;
  for (auto& kept :
       all_of(tx,
              "where p.fund = :fund and (:state = '' or p.state = :same_state) "
              "and (:until = '' or (p.state = 'running' and p.while_true <> '' "
              "and p.next_on <= nullif(:same_until, '')::date and not exists (select from "
              "adjudication.instalment_confirmation c where c.plan_id = p.plan_id "
              "and c.number = p.next_number))) "
              "and (:after = '' or p.plan_id > nullif(:same_after, '')::uuid) "
              "order by p.plan_id limit :rows",
              use(fund), use(state), use(state), use(until), use(until), use(filter.after),
              use(filter.after), use(filter.limit))) {
    plans.push_back(std::move(kept.plan));
  }
  return plans;
}

void save_plan(db::Transaction& tx, const InstalmentPlan& plan) {
  db::run(tx,
          "update adjudication.instalment_plan set next_number = :number, next_on = :day, "
          "state = :state, ended_by = :by, ended_because = :because, version = version + 1 "
          "where plan_id = :id",
          use(plan.next_number), use(plan.next_on), use(name_of(plan.state)), use(plan.ended_by),
          use(plan.ended_because), use(plan.id));
}

void save_new_terms(db::Transaction& tx, const KeptPlan& kept) {
  const InstalmentPlan& plan = kept.plan;
  db::run(tx,
          "update adjudication.instalment_plan set decision_id = :decision, "
          "amount_minor = :minor, award = :award, every = :every, times = :times, "
          "while_true = :while_true, next_on = :day, state = :state, version = version + 1 "
          "where plan_id = :id",
          use(plan.decision), use(plan.amount.minor()), use(db::Bytes{kept.award}), use(plan.every),
          use(plan.times), use(plan.while_true), use(plan.next_on), use(name_of(plan.state)),
          use(plan.id));
}

void save_confirmation(db::Transaction& tx, const InstalmentPlan& plan, const std::string& evidence,
                       const std::string& by, Instant now) {
  db::run(tx,
          "insert into adjudication.instalment_confirmation (plan_id, number, evidence, "
          "confirmed_by, confirmed_at) values (:plan, :number, :evidence, :by, :now)",
          use(plan.id), use(plan.next_number), use(evidence), use(by), use(now));
}

}  // namespace haven::adjudication::store
