#pragma once
#include <span>
#include <string>
#include <string_view>

#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

/// Whether two records with one name and birth date are one person.
enum class ReviewState { open, distinct, merged, moot };

template <class State>
struct Move {
  State from, to;
};

/// Every legal move; sql/enrolment holds the same pairs and refuses all others.
std::span<const Move<MemberState>> moves_of(MemberState);
std::span<const Move<CoverState>> moves_of(CoverState);
std::span<const Move<ReviewState>> moves_of(ReviewState);

template <class State>
bool may_move(State from, State to) {
  for (const auto& move : moves_of(from)) {
    if (move.from == from && move.to == to) return true;
  }
  return false;
}

std::string name_of(MemberState state);
std::string name_of(CoverState state);
std::string name_of(ReviewState state);

/// The state with this name; the name comes from our own tables, so another one is a bug.
MemberState member_state_named(std::string_view name);
CoverState cover_state_named(std::string_view name);
ReviewState review_state_named(std::string_view name);

}  // namespace haven::enrolment
