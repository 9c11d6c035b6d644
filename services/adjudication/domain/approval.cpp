#include "services/adjudication/domain/approval.hpp"

namespace haven::adjudication {
namespace {

Result<void> may_judge(const DecisionHead& decision, DecisionState to, const std::string& subject) {
  if (decision.filed_by == subject) {
    return refuse(ErrorKind::conflict, "approver_did_not_file",
                  "You filed this claim; another approver has to look at its decision.");
  }
  if (decision.decided_by == subject) {
    return refuse(ErrorKind::conflict, "approver_did_not_decide",
                  "You made this decision; another approver has to look at it.");
  }
  if (decision.state != DecisionState::proposed || !may_move(decision.state, to)) {
    return refuse(
        ErrorKind::conflict, "decision_not_proposed",
        "The decision is " + name_of(decision.state) + "; it no longer waits for approval.");
  }
  return {};
}

}  // namespace

Result<void> may_approve(const DecisionHead& decision, const std::string& subject) {
  return may_judge(decision, DecisionState::approved, subject);
}

Result<void> may_return(const DecisionHead& decision, const std::string& subject) {
  return may_judge(decision, DecisionState::returned, subject);
}

}  // namespace haven::adjudication
