#include "services/adjudication/app/award_entitlements.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"
#include "common/messaging/log.hpp"
#include "common/scheme/wire.hpp"
#include "services/adjudication/app/payee_name.hpp"
#include "services/adjudication/store/entitlements.hpp"
#include "services/adjudication/store/instalment_plans.hpp"

namespace haven::adjudication {
namespace {

using scheme::Outcome;

// Everything that awards of one decision have in common.
class Awards {
 public:
  Awards(const store::ForApproval& decision, const Approval& approval)
      : head_(decision.head), approval_(approval) {
    ensure(member_.ParseFromString(decision.snapshot), "a stored member's record can be read");
    ensure(file_.ParseFromString(decision.file), "a stored case file can be read");
  }

  // The award of one line, without the id of an entitlement.
  [[nodiscard]] v1::EntitlementAwarded award_of(const DecidedLine& decided) const {
    v1::EntitlementAwarded award;
    award.set_claim_id(head_.claim.text());
    award.set_claim_reference(head_.reference);
    award.set_member_id(member_.member_id());
    award.set_decision_id(head_.id.text());
    *award.mutable_line() = scheme::wire_of(decided.line);
    for (auto& share : *award.mutable_line()->mutable_shares()) complete(share);
    award.set_filed_by(head_.filed_by);
    award.set_decided_by(head_.decided_by);
    award.set_approved_by(approval_.subject);
    if (decided.due) award.set_due(text_of(*decided.due));
    award.set_arose_on(file_.incident().date());
    return award;
  }

 private:
  void complete(v1::Share& share) const {
    const std::string& party = share.party();
    share.set_name(payee_name(party, member_, file_));
    if (!is_minor(party, member_, approval_.today)) return;
    share.set_minor(true);
    share.set_guardian_papers(std::ranges::any_of(file_.documents(), [&](const auto& paper) {
      return paper.document() == "guardianship_affidavit" && paper.for_() == party;
    }));
  }

  const DecisionHead& head_;
  const Approval& approval_;
  enrolment::v1::Member member_;
  claims::v1::CaseFile file_;
};

bool is_of(const InstalmentPlan& plan, const scheme::Line& line) {
  return plan.scheme == line.scheme && plan.benefit == line.benefit &&
         plan.amount.currency() == line.amount.currency();
}

// The plan with the rhythm and amount of `line`; complete when that has no further instalment.
InstalmentPlan with_terms(InstalmentPlan plan, const scheme::Line& line,
                          const DecisionId& decision) {
  plan.decision = decision;
  plan.amount = line.amount;
  plan.every = line.instalments->every;
  plan.times = line.instalments->times;
  plan.while_true = line.instalments->while_true;
  plan.next_on = day_of_instalment(plan.first_on, plan.every, plan.next_number);
  if (plan.times && plan.next_number > *plan.times) plan.state = PlanState::complete;
  return plan;
}

// A plan for what follows after instalment `awarded`, which was awarded today.
InstalmentPlan plan_after(int awarded, const DecisionHead& head, const std::string& fund,
                          const scheme::Line& line, const Approval& approval) {
  InstalmentPlan plan;
  plan.id = new_id<PlanId>(approval.now);
  plan.fund = fund;
  plan.claim = head.claim;
  plan.reference = head.reference;
  plan.scheme = line.scheme;
  plan.benefit = line.benefit;
  plan.filed_by = head.filed_by;
  plan.next_number = awarded + 1;
  // Counted back, so that the next one comes one month or year from today.
  plan.first_on = day_of_instalment(approval.today, line.instalments->every, 2 - awarded);
  return with_terms(std::move(plan), line, head.id);
}

bool goes_on(const InstalmentPlan& plan, const scheme::Line& line) {
  const auto& times = line.instalments->times;
  return !times || plan.next_number <= *times + 1;
}

void end_plan(db::Transaction& tx, InstalmentPlan plan) {
  plan.state = PlanState::ended;
  plan.ended_by = system_decider;
  plan.ended_because = "a later decision took its place";
  store::save_plan(tx, plan);
}

void settle_plans(db::Transaction& tx, const std::string& fund, const DecisionHead& head,
                  const std::vector<DecidedLine>& lines, const std::vector<Standing>& standing,
                  const Awards& awards, const Approval& approval) {
  auto plans = store::running_plans(tx, head.claim);
  for (const auto& decided : lines) {
    const auto& line = decided.line;
    if (!line.instalments || line.outcome != Outcome::pay || line.amount.is_zero()) continue;
    if (!pays_through_haven(line.layer)) continue;
    auto award = awards.award_of(decided);
    const auto running =
        std::ranges::find_if(plans, [&](const auto& kept) { return is_of(kept.plan, line); });
    if (running == plans.end()) {
      const auto plan = plan_after(instalment_of(line, standing), head, fund, line, approval);
      award.set_first_entitlement_id(entitlement_id_of(head.id, line).text());
      if (plan.state == PlanState::running) {
        store::insert_plan(tx, {plan, award.SerializeAsString()});
      }
      continue;
    }
    if (goes_on(running->plan, line)) {
      v1::EntitlementAwarded before;
      ensure(before.ParseFromString(running->award), "a kept award can be read");
      award.set_first_entitlement_id(before.first_entitlement_id());
      store::save_new_terms(tx,
                            {with_terms(running->plan, line, head.id), award.SerializeAsString()});
    } else {
      end_plan(tx, running->plan);
    }
    plans.erase(running);
  }
  for (const auto& [plan, award] : plans) end_plan(tx, plan);
}

}  // namespace

void award_entitlements(db::Transaction& tx, const messaging::Origin& origin,
                        const store::ForApproval& decision, const std::vector<DecidedLine>& lines,
                        const std::vector<Standing>& standing,
                        const std::vector<DecidedLine>& awards, const Approval& approval) {
  const DecisionHead& head = decision.head;
  const Awards common{decision, approval};
  std::vector<store::NewEntitlement> entitlements;
  for (const auto& award : awards) {
    entitlements.push_back(
        {entitlement_id_of(head.id, award.line), award.line, instalment_of(award.line, standing)});
  }
  store::insert_entitlements(tx, origin.fund, head.claim, head.id, entitlements, approval.now);
  for (std::size_t i = 0; i < awards.size(); ++i) {
    auto said = common.award_of(awards[i]);
    said.set_entitlement_id(entitlements[i].id.text());
    said.set_instalment(entitlements[i].instalment);
    if (entitlements[i].instalment > 0) said.set_first_entitlement_id(said.entitlement_id());
    messaging::append(tx, origin, head.claim.text(), said, approval.now);
  }
  const auto by_instalments = [](const DecidedLine& line) { return !!line.line.instalments; };
  // Most claims have none, and a first decision can have no plan to end.
  if (head.number > 1 || std::ranges::any_of(lines, by_instalments)) {
    settle_plans(tx, origin.fund, head, lines, standing, common, approval);
  }
}

}  // namespace haven::adjudication
