#include "services/contributions/domain/states.hpp"

#include <array>

#include "common/core/ensure.hpp"

namespace haven::contributions {
namespace {

using enum AssessmentState;

// Settled becomes due again when its receipt is reversed, or withdrawn when something else asks for
// the same by then.
constexpr std::array assessment_moves{Move{due, settled}, Move{due, withdrawn}, Move{settled, due},
                                      Move{settled, withdrawn}};
constexpr std::array receipt_moves{Move{ReceiptState::unmatched, ReceiptState::matched},
                                   Move{ReceiptState::unmatched, ReceiptState::reversed},
                                   Move{ReceiptState::matched, ReceiptState::reversed},
                                   Move{ReceiptState::unmatched, ReceiptState::refunded},
                                   Move{ReceiptState::matched, ReceiptState::refunded}};

}  // namespace

std::span<const Move<AssessmentState>> moves_of(AssessmentState) {
  return assessment_moves;
}
std::span<const Move<ReceiptState>> moves_of(ReceiptState) {
  return receipt_moves;
}

std::string name_of(AssessmentState state) {
  switch (state) {
    case due:
      return "due";
    case settled:
      return "settled";
    case withdrawn:
      return "withdrawn";
  }
  return "";
}

std::string name_of(ReceiptState state) {
  switch (state) {
    case ReceiptState::unmatched:
      return "unmatched";
    case ReceiptState::matched:
      return "matched";
    case ReceiptState::reversed:
      return "reversed";
    case ReceiptState::refunded:
      return "refunded";
  }
  return "";
}

AssessmentState assessment_state_named(std::string_view name) {
  for (const auto state : {due, settled, withdrawn}) {
    if (name_of(state) == name) return state;
  }
  ensure(false, "a stored assessment has a state of its machine");
  return due;
}

ReceiptState receipt_state_named(std::string_view name) {
  for (const auto state : {ReceiptState::unmatched, ReceiptState::matched, ReceiptState::reversed,
                           ReceiptState::refunded}) {
    if (name_of(state) == name) return state;
  }
  ensure(false, "a stored receipt has a state of its machine");
  return ReceiptState::unmatched;
}

}  // namespace haven::contributions
