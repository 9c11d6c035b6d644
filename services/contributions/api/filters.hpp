#pragma once
#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "services/contributions/api/desk.hpp"

namespace haven::contributions {

/// The query parameter `state`, one of these names; empty when it is not there.
inline Result<std::string> state_in(const http::Request& request,
                                    std::span<const std::string_view> states) {
  const std::string state = filter_of(request, "state");
  if (state.empty() || std::ranges::find(states, state) != states.end()) return state;
  std::string names;
  for (const auto name : states) names += (names.empty() ? "" : ", ") + std::string{name};
  return refuse_field("state", "one of " + names);
}

}  // namespace haven::contributions
