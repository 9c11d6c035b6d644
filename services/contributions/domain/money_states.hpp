#pragma once
#include "common/core/ensure.hpp"
#include "services/contributions/domain/charge.hpp"
#include "services/contributions/domain/deposit.hpp"
#include "services/contributions/domain/refund.hpp"
#include "services/contributions/domain/states.hpp"

/// The machines of deposits, bank lines, refunds and charges; sql/contributions holds the same
/// pairs and refuses all others.
namespace haven::contributions {

std::span<const Move<DepositState>> moves_of(DepositState);
std::span<const Move<LineState>> moves_of(LineState);
std::span<const Move<RefundState>> moves_of(RefundState);
std::span<const Move<ChargeState>> moves_of(ChargeState);

/// The names of all states of a machine, in the order of their enumerators.
std::span<const std::string_view> names_of(DepositState);
std::span<const std::string_view> names_of(LineState);
std::span<const std::string_view> names_of(RefundState);
std::span<const std::string_view> names_of(ChargeState);

std::string name_of(DepositState state);
std::string name_of(LineState state);
std::string name_of(RefundState state);
std::string name_of(ChargeState state);

/// The state with this name; the name comes from our own tables, so another one is a bug.
template <class State>
State state_named(std::string_view name) {
  const auto names = names_of(State{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<State>(i);
  }
  ensure(false, "what is stored has a state of its machine");
  return State{};
}

}  // namespace haven::contributions
