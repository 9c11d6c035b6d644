#include "common/feel/builtins.hpp"

#include <algorithm>

#include "common/feel/arguments.hpp"

namespace haven::feel {
namespace {
std::vector<Builtin> sorted_builtins() {
  std::vector<Builtin> all;
  for (const auto group : {conversion_builtins, text_builtins, pattern_builtins, list_builtins,
                           list_change_builtins, statistics_builtins, number_builtins,
                           range_builtins, temporal_builtins, context_builtins}) {
    std::vector<Builtin> functions = group();
    std::move(functions.begin(), functions.end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(),
            [](const Builtin& a, const Builtin& b) { return a.name < b.name; });
  return all;
}

bool fits(const Signature& signature, std::span<const std::string_view> names) {
  if (signature.variadic) return false;
  const auto& parameters = signature.parameters;
  const auto given = [&](std::string_view parameter) {
    return std::find(names.begin(), names.end(), parameter) != names.end();
  };
  const auto known = [&](std::string_view name) {
    return std::find(parameters.begin(), parameters.end(), name) != parameters.end();
  };
  return std::all_of(parameters.begin(),
                     parameters.begin() + static_cast<std::ptrdiff_t>(signature.required), given) &&
         std::all_of(names.begin(), names.end(), known);
}
}  // namespace

std::span<const Builtin> builtins() {
  static const std::vector<Builtin> all = sorted_builtins();
  return all;
}

const Builtin* find_builtin(std::string_view name) {
  const auto all = builtins();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name,
      [](const Builtin& builtin, std::string_view wanted) { return builtin.name < wanted; });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

const Signature* signature_for(const Builtin& builtin, std::size_t arguments) {
  for (const Signature& signature : builtin.signatures) {
    if (arguments < signature.required || signature.by_name_only) continue;
    if (signature.variadic || arguments <= signature.parameters.size()) return &signature;
  }
  return nullptr;
}

const Signature* signature_for(const Builtin& builtin, std::span<const std::string_view> names) {
  // before(point, range) and before(range, point) have the same names: then their order counts.
  for (const Signature& signature : builtin.signatures)
    if (!signature.variadic && std::equal(names.begin(), names.end(), signature.parameters.begin(),
                                          signature.parameters.end()))
      return &signature;
  for (const Signature& signature : builtin.signatures)
    if (fits(signature, names)) return &signature;
  return nullptr;
}

}  // namespace haven::feel
