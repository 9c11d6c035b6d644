#include "services/recoveries/app/agree_plan.hpp"

#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/store/proposals.hpp"
#include "services/recoveries/store/receivables.hpp"

namespace haven::recoveries {

Result<Plan> agree_plan(db::Transaction& tx, const Occasion& occasion, const AgreePlan& command) {
  const auto receivable = store::find_receivable_for_update(tx, occasion.fund, command.receivable);
  if (!receivable) return no_receivable();
  const Plan plan{0,           command.instalment, receivable->left(), command.first,
                  occasion.by, occasion.today};
  const auto possible =
      plan_can_be_agreed(*receivable, occasion.terms.overpayments, plan, occasion.today);
  if (!possible) return pass(possible);

  store::insert_plan(tx, receivable->id, plan);
  store::save_receivable(
      tx, move_due(*receivable, clock_of(occasion.terms, *receivable), plan.first, occasion.today));
  return *store::find_plan(tx, *receivable);
}

}  // namespace haven::recoveries
