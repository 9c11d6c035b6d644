#include <set>

#include "common/dmn/loading.hpp"
#include "common/dmn/reading.hpp"

namespace haven::dmn {
namespace {

constexpr std::size_t models_max = 100;

bool is_dmn_import(const Import& import) {
  return import.type.empty() || import.type.find("/DMN/") != import.type.npos;
}

}  // namespace

Result<std::vector<Definitions>> read_all(std::string_view xml, const Imports& imports) {
  auto first = read_definitions(xml);
  if (!first) return pass(first);
  std::vector<Definitions> models;
  std::set<std::string> known{first->space};
  models.push_back(std::move(*first));
  for (std::size_t i = 0; i < models.size(); ++i) {
    const std::vector<Import> wanted = models[i].imports;
    for (const Import& import : wanted) {
      if (!is_dmn_import(import) || !known.insert(import.space).second) continue;
      const auto given = imports.find(import.space);
      if (given == imports.end() || models.size() == models_max) {
        return refuse_at(import.line, "invalid_model",
                         "the imported model " + import.space + " is not at hand");
      }
      auto read = read_definitions(given->second);
      if (!read) {
        return refuse_at(import.line, "invalid_model",
                         "in the imported model " + import.space + ", " + read.error().detail);
      }
      models.push_back(std::move(*read));
    }
  }
  return models;
}

}  // namespace haven::dmn
