#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

/// Money that nobody could be paid for long. It stays a debt of the fund until its payee is found,
/// or until the law's time is over and two people end it.
namespace haven::disbursement {

enum class UnclaimedState { unclaimed, found, ended };
std::string name_of(UnclaimedState state);
std::optional<UnclaimedState> unclaimed_state_from(std::string_view name);

/// Every move of a record; the same rows stand in disbursement.unclaimed_move.
using UnclaimedMove = std::pair<UnclaimedState, UnclaimedState>;
inline constexpr std::array<UnclaimedMove, 2> unclaimed_moves{{
    {UnclaimedState::unclaimed, UnclaimedState::found},
    {UnclaimedState::unclaimed, UnclaimedState::ended},
}};

struct Unclaimed {
  PaymentId payment;
  int attempt = 1;
  std::string fund;
  ClaimId claim;
  std::string claim_reference;
  EntitlementId entitlement;
  std::string party;
  Money amount;
  std::string bank_reference;
  Date since{};    // nobody could be paid from this day on
  Date kept_on{};  // as unclaimed
  UnclaimedState state = UnclaimedState::unclaimed;
  Date trace_due_on{};
  int traces = 0;
  std::optional<std::string> end_asked_by, end_because;
  std::optional<std::string> end_agreed_by, end_agreed_as;
  std::optional<std::string> ended_to;  // fund, treasury
  std::optional<Date> over_on;
};

/// An attempt to find the payee.
struct Trace {
  std::string id;
  std::string how;      // letter, call, visit, office, embassy, publication
  std::string outcome;  // found, not_found, no_answer
  std::string note;
  std::string by;
  Date on{};
};

/// The record of a payment that could not be made since `since`.
Unclaimed unclaimed_of(const Payment& payment, Date since, Date today, int trace_every_days);

/// Refused: the record is over. What comes later goes another way, and the refusal says which.
Result<void> is_still_unclaimed(const Unclaimed& record);

/// Refused: the law's time is not over; fewer than three attempts were made, or one of the last
/// three trace periods is without one; or the last one found the payee.
Result<void> may_end(const Unclaimed& record, const std::vector<Trace>& oldest_first,
                     const PaymentPolicy& policy, Date today);
/// may_end() for the second person. Refused as well: nobody asked, or the same person did.
Result<void> may_agree_to_end(const Unclaimed& record, const std::string& by);

/// Bands of age, in whole years since the money could not be paid.
enum class AgeBand { up_to_1, from_1_to_5, from_5_to_10, over_10 };
std::string name_of(AgeBand band);
AgeBand age_band_of(Date since, Date today);

}  // namespace haven::disbursement
