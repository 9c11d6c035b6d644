#include "services/adjudication/domain/decision.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace haven::adjudication {
namespace {

using enum DecisionState;

constexpr std::array<std::pair<DecisionState, std::string_view>, 5> names{{
    {proposed, "proposed"},
    {approved, "approved"},
    {returned, "returned"},
    {superseded, "superseded"},
    {cancelled, "cancelled"},
}};

constexpr std::array<std::pair<DecisionState, DecisionState>, 5> moves{{
    {proposed, approved},
    {proposed, returned},
    {proposed, superseded},
    {proposed, cancelled},
    {approved, superseded},
}};

}  // namespace

std::string name_of(DecisionState state) {
  return std::string{
      std::ranges::find(names, state, &std::pair<DecisionState, std::string_view>::first)->second};
}

std::optional<DecisionState> decision_state_from(std::string_view name) {
  const auto found =
      std::ranges::find(names, name, &std::pair<DecisionState, std::string_view>::second);
  if (found == names.end()) return {};
  return found->first;
}

bool may_move(DecisionState from, DecisionState to) {
  return std::ranges::count(moves, std::pair{from, to}) > 0;
}

bool pays_through_haven(const std::string& layer) {
  return layer == "fund" || layer == "insurer";
}

}  // namespace haven::adjudication
