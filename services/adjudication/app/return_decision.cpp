#include "services/adjudication/app/return_decision.hpp"

#include "common/messaging/log.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "services/adjudication/app/refer_claim.hpp"
#include "services/adjudication/domain/approval.hpp"
#include "services/adjudication/store/decisions.hpp"

namespace haven::adjudication {

Result<Returned> return_decision(db::Transaction& tx, const messaging::Origin& origin,
                                 const ReturnDecision& command, Instant now) {
  const auto found = store::find_decision_locking_claim(tx, origin.fund, command.decision);
  if (!found) return refuse(ErrorKind::not_found, "decision_unknown", "There is no such decision.");
  const DecisionHead& head = found->head;

  if (auto may = may_return(head, command.subject); !may) return pass(may);

  if (!store::return_decision(tx, head.id, command.subject, command.reason, now)) {
    return refuse(ErrorKind::conflict, "decision_not_proposed",
                  "The decision no longer waits for approval.");
  }
  Returned returned{head, {}};
  returned.decision.state = DecisionState::returned;
  returned.decision.version += 1;
  returned.work_item = open_work_item(
      tx, origin.fund,
      {head.claim, {"decision_returned"}, command.reason, due_day_of({}, command.today)}, now);
  v1::DecisionReturned said;
  said.set_claim_id(head.claim.text());
  said.set_decision_id(head.id.text());
  said.set_returned_by(command.subject);
  said.set_reason(command.reason);
  messaging::append(tx, origin, head.claim.text(), said, now);
  return returned;
}

}  // namespace haven::adjudication
