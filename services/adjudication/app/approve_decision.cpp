#include "services/adjudication/app/approve_decision.hpp"

#include "common/messaging/log.hpp"
#include "common/scheme/wire.hpp"
#include "services/adjudication/app/award_entitlements.hpp"
#include "services/adjudication/app/say_overpayment.hpp"
#include "services/adjudication/domain/approval.hpp"
#include "services/adjudication/store/decisions.hpp"
#include "services/adjudication/store/entitlements.hpp"

namespace haven::adjudication {
namespace {

void say_approved(db::Transaction& tx, const messaging::Origin& origin, const DecisionHead& head,
                  const std::vector<DecidedLine>& lines, const Approved& approved,
                  const std::string& approver, Instant now) {
  v1::DecisionApproved said;
  said.set_claim_id(head.claim.text());
  said.set_decision_id(head.id.text());
  said.set_approved_by(approver);
  said.set_payments(approved.payments);
  for (const auto& line : lines) *said.add_lines() = scheme::wire_of(line.line);
  messaging::append(tx, origin, head.claim.text(), said, now);
}

void take_back(db::Transaction& tx, const messaging::Origin& origin, const DecisionHead& head,
               const AwardPlan& plan, Date today, Instant now) {
  store::withdraw_entitlements(tx, plan.withdrawn);
  for (const auto& id : plan.withdrawn) {
    v1::EntitlementWithdrawn said;
    said.set_entitlement_id(id.text());
    said.set_claim_id(head.claim.text());
    said.set_reason("superseded");
    messaging::append(tx, origin, head.claim.text(), said, now);
  }
  for (const auto& found : plan.overpayments) {
    say_overpayment(tx, origin,
                    {named_uuid("overpayment/" + head.id.text() + "/" + found.entitlement.text()),
                     found.entitlement, "awarded_more_than_owed", found.overpaid},
                    today, now);
  }
}

}  // namespace

Result<Approved> approve_decision(db::Transaction& tx, const messaging::Origin& origin,
                                  const ApproveDecision& command, Instant now) {
  const auto found = store::find_decision_locking_claim(tx, origin.fund, command.decision);
  if (!found) return refuse(ErrorKind::not_found, "decision_unknown", "There is no such decision.");
  const DecisionHead& head = found->head;
  if (command.expected_version && *command.expected_version != head.version) {
    return refuse(ErrorKind::precondition_failed, "decision_changed",
                  "The decision has changed since you read it; read it again.");
  }
  if (auto may = may_approve(head, command.subject); !may) return pass(may);
  const auto lines = store::find_lines(tx, head.id);
  const bool is_first = head.number == 1;
  const auto standing = is_first ? std::vector<Standing>{} : store::find_standing(tx, head.claim);
  const auto plan = plan_awards(lines, standing);

  if (!is_first) store::supersede_approved(tx, head.claim);
  if (!store::approve_decision(tx, head.id, command.subject, now)) {
    return refuse(ErrorKind::conflict, "decision_not_proposed",
                  "The decision no longer waits for approval.");
  }
  Approved approved{head, payments_of(plan.awards)};
  approved.decision.state = DecisionState::approved;
  approved.decision.version += 1;
  say_approved(tx, origin, head, lines, approved, command.subject, now);
  award_entitlements(tx, origin, *found, lines, standing, plan.awards,
                     {command.subject, command.today, now});
  take_back(tx, origin, head, plan, command.today, now);
  return approved;
}

}  // namespace haven::adjudication
