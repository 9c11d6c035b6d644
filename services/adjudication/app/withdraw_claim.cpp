#include "services/adjudication/app/withdraw_claim.hpp"

#include "services/adjudication/domain/decision.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/instalment_plans.hpp"
#include "services/adjudication/store/work_items.hpp"

namespace haven::adjudication {

Result<void> withdraw_claim(db::Transaction& tx, const messaging::Event& event,
                            const claims::v1::ClaimWithdrawn& withdrawn, Instant now) {
  const auto claim = id_from<ClaimId>(withdrawn.claim_id());
  if (!claim) return refuse_field("/claim_id", "must be a UUID");
  if (store::save_withdrawal(tx, event.fund, *claim, event.at)) {
    store::end_open_work(tx, *claim, "cancelled", "the claim was withdrawn", now);
    for (auto& [plan, award] : store::running_plans(tx, *claim)) {
      plan.state = PlanState::ended;
      plan.ended_by = system_decider;
      plan.ended_because = "the claim was withdrawn";
      store::save_plan(tx, plan);
    }
  }
  return {};
}

}  // namespace haven::adjudication
