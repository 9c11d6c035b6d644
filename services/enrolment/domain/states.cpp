#include "services/enrolment/domain/states.hpp"

#include <array>

#include "common/core/ensure.hpp"

namespace haven::enrolment {
namespace {

constexpr std::array member_moves{Move{MemberState::active, MemberState::merged}};
constexpr std::array cover_moves{Move{CoverState::standing, CoverState::ended}};
// Moot: one of the two records was merged elsewhere, so the question asks about another pair.
constexpr std::array review_moves{Move{ReviewState::open, ReviewState::distinct},
                                  Move{ReviewState::open, ReviewState::merged},
                                  Move{ReviewState::open, ReviewState::moot}};

template <class State, std::size_t Count>
State named(std::string_view name, const std::array<State, Count>& states) {
  for (const State state : states) {
    if (name_of(state) == name) return state;
  }
  ensure(false, "a stored state is one of its machine");
  return states.front();
}

}  // namespace

std::span<const Move<MemberState>> moves_of(MemberState) {
  return member_moves;
}
std::span<const Move<CoverState>> moves_of(CoverState) {
  return cover_moves;
}
std::span<const Move<ReviewState>> moves_of(ReviewState) {
  return review_moves;
}

std::string name_of(MemberState state) {
  return state == MemberState::active ? "active" : "merged";
}

std::string name_of(CoverState state) {
  return state == CoverState::standing ? "standing" : "ended";
}

std::string name_of(ReviewState state) {
  switch (state) {
    case ReviewState::open:
      return "open";
    case ReviewState::distinct:
      return "distinct";
    case ReviewState::merged:
      return "merged";
    case ReviewState::moot:
      return "moot";
  }
  return "";
}

MemberState member_state_named(std::string_view name) {
  return named(name, std::array{MemberState::active, MemberState::merged});
}

CoverState cover_state_named(std::string_view name) {
  return named(name, std::array{CoverState::standing, CoverState::ended});
}

ReviewState review_state_named(std::string_view name) {
  return named(name, std::array{ReviewState::open, ReviewState::distinct, ReviewState::merged,
                                ReviewState::moot});
}

}  // namespace haven::enrolment
