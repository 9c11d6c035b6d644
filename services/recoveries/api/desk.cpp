#include "services/recoveries/api/desk.hpp"

#include <algorithm>

#include "services/recoveries/app/reduce.hpp"

namespace haven::recoveries {

Result<std::string> choice_filter(const http::Request& request, const std::string& name,
                                  const std::vector<std::string>& allowed) {
  const std::string given = filter_of(request, name);
  if (given.empty() || std::ranges::count(allowed, given) > 0) return given;
  std::string names;
  for (const std::string& one : allowed) names += (names.empty() ? "" : ", ") + one;
  return refuse_field(name, "one of " + names);
}

Result<std::string> uuid_filter(const http::Request& request, const std::string& name) {
  const std::string given = filter_of(request, name);
  if (given.empty() || is_uuid(given)) return given;
  return refuse_field(name, "a UUID");
}

Result<ReceivableId> receivable_named(const http::Request& request) {
  const auto id = id_from<ReceivableId>(request.param("receivable"));
  if (!id) return no_receivable();
  return *id;
}

}  // namespace haven::recoveries
