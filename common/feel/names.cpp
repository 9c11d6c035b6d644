#include <algorithm>

#include "common/core/ensure.hpp"
#include "common/feel/expression.hpp"
#include "common/feel/lexer.hpp"

namespace haven::feel {

std::size_t Names::add(std::string name) {
  name = normal_name(name);
  ensure(!slot_of(name), "a name is given to two variables");
  variables_.push_back(std::move(name));
  return variables_.size() - 1;
}

void Names::add_function(std::string name, std::vector<std::string> parameters, HostFunction call) {
  functions_.push_back({normal_name(name), std::move(parameters), call});
}

std::optional<std::size_t> Names::slot_of(std::string_view name) const {
  const auto found = std::find(variables_.begin(), variables_.end(), name);
  if (found == variables_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - variables_.begin());
}

std::size_t Names::size() const {
  return variables_.size();
}

}  // namespace haven::feel
