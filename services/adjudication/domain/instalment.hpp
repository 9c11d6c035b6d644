#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"
#include "services/adjudication/domain/ids.hpp"

namespace haven::adjudication {

using PlanId = Id<struct PlanTag>;

enum class PlanState {
  running,
  complete,  // the last instalment was awarded
  ended      // superseded, withdrawn, or its condition no longer holds
};
std::string name_of(PlanState state);
std::optional<PlanState> plan_state_from(std::string_view name);

/// Every move that a plan can make; the same rows stand in adjudication.instalment_plan_move.
inline constexpr std::array<std::pair<PlanState, PlanState>, 2> plan_moves{{
    {PlanState::running, PlanState::complete},
    {PlanState::running, PlanState::ended},
}};

/// An approved line that is paid again and again. The first instalment was awarded with the
/// approval.
struct InstalmentPlan {
  PlanId id;
  std::string fund;
  ClaimId claim;
  std::string reference;  // of the claim
  DecisionId decision;
  std::string scheme, benefit;
  Money amount;  // of one instalment
  std::string filed_by;
  std::string every;         // month, year
  std::optional<int> times;  // nothing: as long as the condition holds
  std::string while_true;    // what must be shown before each further one; empty: nothing
  Date first_on{};           // of the first instalment
  int next_number = 2;
  Date next_on{};
  PlanState state = PlanState::running;
  bool next_is_confirmed = false;
  std::optional<std::string> ended_by, ended_because;
  std::int64_t version = 1;
};

/// The day of instalment `number`: so many months or years after the first; the last day of a month
/// that is too short.
Date day_of_instalment(Date first_on, const std::string& every, int number);

/// The next instalment can be awarded: its day has come, and its condition, if it has one, was
/// confirmed.
bool is_payable(const InstalmentPlan& plan, Date today);

/// The plan after its next instalment was awarded: complete at the last.
InstalmentPlan after_award(const InstalmentPlan& plan);

/// How long before its day a condition may be confirmed.
constexpr std::chrono::days confirm_ahead{60};

/// Refused: the plan is over, has no condition, waits for another number, the day is too far away,
/// it is confirmed already, or `subject` filed the claim.
Result<void> may_confirm(const InstalmentPlan& plan, int number, const std::string& subject,
                         Date today);
/// Refused: the plan is over, or `subject` filed the claim.
Result<void> may_end(const InstalmentPlan& plan, const std::string& subject);

/// The entitlement of an instalment: the same whenever it is asked for.
EntitlementId entitlement_id_of(const PlanId& plan, int number);

}  // namespace haven::adjudication
