#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/claims/domain/moves.hpp"

namespace haven::claims {

enum class DecisionStage : std::uint8_t { decided, returned, approved };
std::string_view name_of(DecisionStage stage);
DecisionStage decision_stage_from(std::string_view name);

/// The newest decision of the claim's present round.
struct DecisionNews {
  std::string decision_id;
  int number = 0;
  DecisionStage stage = DecisionStage::decided;
  int payments = 0;  // announced with the approval
};

/// What other services said of a claim, in whatever order it came.
struct Progress {
  std::optional<DecisionNews> decision;
  int payments_announced = 0;  // by all approved decisions together
  int payments_before = 0;     // of these, by decisions of earlier rounds
  int payments_seen = 0;
  int payments_settled = 0;
  int payments_returned = 0;
  int payments_unanswered = 0;  // returned, and no account changed since
  int payments_unknown = 0;
  std::optional<std::string> short_of;  // the layer whose purse is short
};

/// The next move that these facts make due; nothing when the claim is where it belongs. Depends on
/// the facts alone and not on the order in which they became known, so that late, doubled and
/// swapped events all end in the same state.
[[nodiscard]] std::optional<Move> due_move(State state, const Progress& progress);

}  // namespace haven::claims
