#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/clock.hpp"
#include "services/claims/domain/moves.hpp"

namespace haven::claims {

/// For whom a claim waits.
enum class Party : std::uint8_t { family, employer, mission, insurer, bank, fund };
std::string_view name_of(Party party);
std::optional<Party> party_from(std::string_view name);

/// Whose turn it is: who sees to the claim, what comes next, until when, and who must do it.
struct Turn {
  std::string owner;      // a role, whose queue it is, or one person's subject
  std::string next_step;  // a code: "send_papers"
  Instant due_at{};
  Party waiting_for = Party::fund;
  bool operator==(const Turn&) const = default;
};

/// Everything that may sway whose turn it is.
struct TurnFacts {
  Instant now{};
  std::string drafted_by;               // the officer who writes the draft
  std::vector<std::string> missing;     // papers still asked for
  std::optional<Instant> clock_ends;    // the settlement clock's last moment, while it runs
  std::optional<std::string> short_of;  // the layer whose purse does not hold the money
  int payments_returned = 0;            // and not yet answered by a new account
  int payments_unknown = 0;
  std::optional<Turn> before;  // the turn until now; none when the state has just changed
};

/// Whose turn it is in `state`; nothing when the claim is over. While owner, step and party stay
/// the same, the due time stays too: a small change never moves it away.
[[nodiscard]] std::optional<Turn> whose_turn(State state, const TurnFacts& facts);

}  // namespace haven::claims
