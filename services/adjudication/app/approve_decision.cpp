#include "services/adjudication/app/approve_decision.hpp"

#include "common/core/ensure.hpp"
#include "common/messaging/log.hpp"
#include "common/scheme/wire.hpp"
#include "services/adjudication/app/payee_name.hpp"
#include "services/adjudication/app/refer_claim.hpp"
#include "services/adjudication/domain/approval.hpp"
#include "services/adjudication/store/decisions.hpp"
#include "services/adjudication/store/entitlements.hpp"

namespace haven::adjudication {
namespace {

constexpr std::chrono::days recover_within{14};

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

void say_awarded(db::Transaction& tx, const messaging::Origin& origin,
                 const store::ForApproval& found, const std::vector<DecidedLine>& awards,
                 const std::string& approver, Instant now) {
  enrolment::v1::Member member;
  claims::v1::CaseFile file;
  ensure(member.ParseFromString(found.snapshot), "a stored member's record can be read");
  ensure(file.ParseFromString(found.file), "a stored case file can be read");
  for (const auto& award : awards) {
    v1::EntitlementAwarded said;
    said.set_entitlement_id(entitlement_id_of(found.head.id, award.line).text());
    said.set_claim_id(found.head.claim.text());
    said.set_claim_reference(found.head.reference);
    said.set_member_id(member.member_id());
    said.set_decision_id(found.head.id.text());
    *said.mutable_line() = scheme::wire_of(award.line);
    for (auto& share : *said.mutable_line()->mutable_shares()) {
      share.set_name(payee_name(share.party(), member, file));
    }
    said.set_filed_by(found.head.filed_by);
    said.set_decided_by(found.head.decided_by);
    said.set_approved_by(approver);
    if (award.due) said.set_due(text_of(*award.due));
    messaging::append(tx, origin, found.head.claim.text(), said, now);
  }
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
  if (plan.recover.empty()) return;
  std::string note;
  for (const auto& sentence : plan.recover) note += (note.empty() ? "" : "\n") + sentence;
  open_work_item(
      tx, origin.fund,
      {head.claim, WorkItemKind::recover, {"awarded_more_than_owed"}, note, today + recover_within},
      now);
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
  const auto plan =
      plan_awards(lines, is_first ? std::vector<Standing>{} : store::find_standing(tx, head.claim));

  if (!is_first) store::supersede_approved(tx, head.claim);
  if (!store::approve_decision(tx, head.id, command.subject, now)) {
    return refuse(ErrorKind::conflict, "decision_not_proposed",
                  "The decision no longer waits for approval.");
  }
  std::vector<store::NewEntitlement> entitlements;
  for (const auto& award : plan.awards) {
    entitlements.push_back({entitlement_id_of(head.id, award.line), award.line});
  }
  store::insert_entitlements(tx, origin.fund, head, entitlements, now);

  Approved approved{head, payments_of(plan.awards)};
  approved.decision.state = DecisionState::approved;
  approved.decision.version += 1;
  say_approved(tx, origin, head, lines, approved, command.subject, now);
  say_awarded(tx, origin, *found, plan.awards, command.subject, now);
  take_back(tx, origin, head, plan, command.today, now);
  return approved;
}

}  // namespace haven::adjudication
