#include "services/recoveries/domain/receivable.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"

namespace haven::recoveries {
namespace {

constexpr std::array<std::pair<State, std::string_view>, 7> states{{
    {State::open, "open"},
    {State::demanded, "demanded"},
    {State::overdue, "overdue"},
    {State::bond_called, "bond_called"},
    {State::settled, "settled"},
    {State::written_off, "written_off"},
    {State::withdrawn, "withdrawn"},
}};
constexpr std::array<std::pair<Kind, std::string_view>, 3> kinds{{
    {Kind::insurer_share, "insurer_share"},
    {Kind::overpayment, "overpayment"},
    {Kind::agency_share, "agency_share"},
}};

}  // namespace

std::string name_of(State state) {
  return std::string{
      std::ranges::find(states, state, &std::pair<State, std::string_view>::first)->second};
}

std::optional<State> state_from(std::string_view name) {
  const auto found = std::ranges::find(states, name, &std::pair<State, std::string_view>::second);
  if (found == states.end()) return {};
  return found->first;
}

std::string name_of(Kind kind) {
  return std::string{
      std::ranges::find(kinds, kind, &std::pair<Kind, std::string_view>::first)->second};
}

std::optional<Kind> kind_from(std::string_view name) {
  const auto found = std::ranges::find(kinds, name, &std::pair<Kind, std::string_view>::second);
  if (found == kinds.end()) return {};
  return found->first;
}

bool can_move(State from, State to) {
  return std::ranges::count(receivable_moves, Move{from, to}) > 0;
}

State end_of(const Receivable& receivable) {
  ensure(receivable.is_ended(), "a receivable ends when nothing is left of it");
  if (receivable.withdrawn == receivable.amount) return State::withdrawn;
  return receivable.written_off.is_zero() ? State::settled : State::written_off;
}

void settle_state(Receivable& receivable) {
  if (!receivable.is_ended()) return;
  receivable.state = end_of(receivable);
  receivable.next.reset();
}

ReceivableId receivable_id_of(const std::string& fund, const std::string& cause) {
  return ReceivableId{named_uuid("receivable/" + fund + "/" + cause)};
}

}  // namespace haven::recoveries
