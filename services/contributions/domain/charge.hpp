#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

using ChargeId = Id<struct ChargeTag>;

enum class ChargeState { raised, notified, repaid, referred, dismissed };

/// An agency took from a worker the premium that it has to pay itself. Listed for good, never
/// deleted.
struct Charge {
  ChargeId id;
  std::string member_number;
  std::string scheme;
  std::string agency;           // empty until somebody knows it
  std::optional<Money> amount;  // absent until somebody knows it
  Date charged{};
  std::string evidence;
  std::string source;  // statement, file, registration
  ChargeState state = ChargeState::raised;
  std::string raised_by;
  Date raised{};
  std::optional<Date> due;          // of the next step; absent when nothing is left to do
  std::optional<std::string> note;  // of the last step
  std::optional<std::string> dismissal_asked_by, dismissal_reason;
};

/// House policy: the agency hears of it within a week, and has 30 days to pay the worker back.
constexpr std::chrono::days notify_within{7};
constexpr std::chrono::days repay_within{30};

/// Nothing is left to do.
bool is_over(ChargeState state);
/// When the next step is due of a charge that comes into `state` on `day`.
std::optional<Date> due_after(ChargeState state, Date day);
/// The last day on which it is not late is the day that it is due.
bool is_overdue(const Charge& charge, Date today);

/// Refused: a step that the charge's state does not allow (`charge_not_<state>`).
Result<void> may_step(const Charge& charge, ChargeState to);
/// Refused: nobody asked for the dismissal, or the same person did.
Result<void> may_dismiss(const Charge& charge, const std::string& by);

}  // namespace haven::contributions
