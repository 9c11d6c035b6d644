#include "services/claims/domain/moves.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace haven::claims {
namespace {

using enum State;
using enum Move;

constexpr auto moves_between_states = std::to_array<Transition>({
    {unborn, notice_given, notified},
    {unborn, draft_saved, draft},
    {unborn, claim_filed, filed},
    {notified, draft_saved, draft},
    {notified, claim_filed, filed},
    {draft, claim_filed, filed},
    {filed, papers_completed, ready},
    {ready, claim_referred, in_review},
    {appealed, claim_referred, in_review},
    {ready, claim_decided, decided},
    {in_review, claim_decided, decided},
    {appealed, claim_decided, decided},
    {decided, decision_returned, in_review},
    {decided, decision_approved, approved},
    {decided, refusal_approved, closed},
    {approved, payment_released, paying},
    {paying, payments_settled, closed},
    {closed, payment_returned, paying},
    {notified, claim_withdrawn, withdrawn},
    {draft, claim_withdrawn, withdrawn},
    {filed, claim_withdrawn, withdrawn},
    {ready, claim_withdrawn, withdrawn},
    {in_review, claim_withdrawn, withdrawn},
    {closed, claim_reopened, filed},
    {withdrawn, claim_reopened, filed},
    {closed, claim_appealed, appealed},
    {closed, account_changed, closed},  // for instalments that are still to come
});

// Both in the order of their enumerations.
constexpr std::array state_names = {"new",    "notified",  "draft",     "filed",
                                    "ready",  "in_review", "decided",   "approved",
                                    "paying", "closed",    "withdrawn", "appealed"};
constexpr std::array move_names = {
    "notice_given",     "draft_saved",      "claim_filed",       "papers_completed",
    "claim_referred",   "claim_decided",    "decision_returned", "decision_approved",
    "refusal_approved", "payment_released", "payments_settled",  "payment_returned",
    "claim_withdrawn",  "claim_reopened",   "claim_appealed",    "turn_changed",
    "fell_overdue",     "file_corrected",   "account_changed"};

template <class Enum, std::size_t count>
constexpr std::array<Enum, count> all_of() {
  std::array<Enum, count> values{};
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<Enum>(i);
  return values;
}
constexpr auto all_states = all_of<State, state_names.size()>();
constexpr auto all_moves = all_of<Move, move_names.size()>();

std::vector<Transition> whole_table() {
  std::vector<Transition> table(moves_between_states.begin(), moves_between_states.end());
  for (const State state : all_states) {
    if (!is_open(state)) continue;
    for (const Move move : {turn_changed, fell_overdue, file_corrected, account_changed}) {
      table.push_back({state, move, state});
    }
  }
  return table;
}

}  // namespace

std::span<const Transition> transitions() {
  static const std::vector<Transition> table = whole_table();
  return table;
}

std::optional<State> after(State state, Move move) {
  const auto table = transitions();
  const auto found = std::ranges::find_if(table, [&](const Transition& transition) {
    return transition.from == state && transition.move == move;
  });
  return found == table.end() ? std::nullopt : std::optional{found->to};
}

bool is_open(State state) {
  return state != unborn && state != closed && state != withdrawn;
}

std::string_view name_of(State state) {
  return state_names[static_cast<std::size_t>(state)];
}
std::string_view name_of(Move move) {
  return move_names[static_cast<std::size_t>(move)];
}

std::optional<State> state_from(std::string_view name) {
  const auto found = std::ranges::find(state_names, name);
  if (found == state_names.begin() || found == state_names.end()) return {};
  return all_states[static_cast<std::size_t>(found - state_names.begin())];
}

std::span<const State> states() {
  return all_states;
}
std::span<const Move> moves() {
  return all_moves;
}

}  // namespace haven::claims
