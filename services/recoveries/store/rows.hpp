#pragma once
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/// How rows are read and pages asked for, the same in every table of the service.
namespace haven::recoveries::store {

/// The row of a query by a key.
template <class Row>
std::optional<Row> only(std::vector<Row> found) {
  if (found.empty()) return {};
  return std::move(found.front());
}

/// The id after which a page begins: one before all others where it is the first page.
inline std::string id_after(const std::string& after) {
  return after.empty() ? "00000000-0000-0000-0000-000000000000" : after;
}

/// Names that stand in one column, one a line.
inline std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  std::istringstream in{text};
  for (std::string name; std::getline(in, name);) names.push_back(name);
  return names;
}
inline std::string text_of_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "\n") + name;
  return text;
}

}  // namespace haven::recoveries::store
