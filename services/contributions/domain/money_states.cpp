#include "services/contributions/domain/money_states.hpp"

#include <array>

namespace haven::contributions {
namespace {

using D = DepositState;
using L = LineState;
using R = RefundState;
using C = ChargeState;

// A cancelled deposit is matched when its money comes all the same.
constexpr std::array deposit_moves{
    Move{D::announced, D::claimed},   Move{D::announced, D::matched},
    Move{D::announced, D::cancelled}, Move{D::claimed, D::announced},
    Move{D::claimed, D::matched},     Move{D::cancelled, D::matched}};
constexpr std::array line_moves{Move{L::unmatched, L::claimed}, Move{L::unmatched, L::matched},
                                Move{L::unmatched, L::elsewhere}, Move{L::claimed, L::matched},
                                Move{L::claimed, L::elsewhere}};
// The bank may give back at once or days later; a corrected payment follows either.
constexpr std::array refund_moves{Move{R::asked, R::approved}, Move{R::asked, R::refused},
                                  Move{R::approved, R::paid},  Move{R::approved, R::returned},
                                  Move{R::paid, R::returned},  Move{R::returned, R::paid}};
constexpr std::array charge_moves{Move{C::raised, C::notified},    Move{C::raised, C::dismissed},
                                  Move{C::notified, C::repaid},    Move{C::notified, C::referred},
                                  Move{C::notified, C::dismissed}, Move{C::referred, C::repaid}};

// In the order of the enumerators.
constexpr std::array<std::string_view, 4> deposit_names{"announced", "claimed", "matched",
                                                        "cancelled"};
constexpr std::array<std::string_view, 4> line_names{"unmatched", "claimed", "matched",
                                                     "elsewhere"};
constexpr std::array<std::string_view, 5> refund_names{"asked", "refused", "approved", "paid",
                                                       "returned"};
constexpr std::array<std::string_view, 5> charge_names{"raised", "notified", "repaid", "referred",
                                                       "dismissed"};

template <class State>
std::string name_in(State state) {
  return std::string{names_of(state)[static_cast<std::size_t>(state)]};
}

}  // namespace

std::span<const Move<D>> moves_of(D) {
  return deposit_moves;
}
std::span<const Move<L>> moves_of(L) {
  return line_moves;
}
std::span<const Move<R>> moves_of(R) {
  return refund_moves;
}
std::span<const Move<C>> moves_of(C) {
  return charge_moves;
}

std::span<const std::string_view> names_of(D) {
  return deposit_names;
}
std::span<const std::string_view> names_of(L) {
  return line_names;
}
std::span<const std::string_view> names_of(R) {
  return refund_names;
}
std::span<const std::string_view> names_of(C) {
  return charge_names;
}

std::string name_of(D state) {
  return name_in(state);
}
std::string name_of(L state) {
  return name_in(state);
}
std::string name_of(R state) {
  return name_in(state);
}
std::string name_of(C state) {
  return name_in(state);
}

}  // namespace haven::contributions
