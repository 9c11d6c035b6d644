#pragma once
#include <span>
#include <string>
#include <string_view>

#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

template <class State>
struct Move {
  State from, to;
};

/// Every legal move; sql/contributions holds the same pairs and refuses all others.
std::span<const Move<AssessmentState>> moves_of(AssessmentState);
std::span<const Move<ReceiptState>> moves_of(ReceiptState);

template <class State>
bool may_move(State from, State to) {
  for (const auto& move : moves_of(from)) {
    if (move.from == from && move.to == to) return true;
  }
  return false;
}

std::string name_of(AssessmentState state);
std::string name_of(ReceiptState state);

/// The state with this name; the name comes from our own tables, so another one is a bug.
AssessmentState assessment_state_named(std::string_view name);
ReceiptState receipt_state_named(std::string_view name);

}  // namespace haven::contributions
