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

/// A partner's or agency's name to look for; empty: all. Refused where no name is that long.
inline Result<std::string> name_in(const http::Request& request, const std::string& filter) {
  std::string name = filter_of(request, filter);
  if (name.size() > 40) return refuse_field(filter, "a name of at most 40 characters");
  return name;
}

}  // namespace haven::contributions
