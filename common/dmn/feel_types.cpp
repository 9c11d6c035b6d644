#include "common/dmn/feel_types.hpp"

#include <algorithm>
#include <set>

namespace haven::dmn {
namespace {

// Enough for what people write; beyond it anything is accepted.
constexpr int deepest = 8;
constexpr int parts_max = 300;

feel::TypePtr tree_of(const Types& types, TypeId id, int depth, int& left) {
  const Type& type = types.at(types.target(id));
  if (depth == deepest || --left < 0) return feel::Type::any();
  switch (type.form) {
    case Type::Form::simple: {
      const auto named = feel::type_named(type.name);
      return named ? named : feel::Type::simple(type.kind);
    }
    case Type::Form::list:
      return feel::Type::list_of(tree_of(types, type.element, depth + 1, left));
    case Type::Form::structure: {
      std::vector<std::pair<std::string, feel::TypePtr>> fields;
      for (const auto& [name, part] : type.parts) {
        fields.emplace_back(name, tree_of(types, part, depth + 1, left));
      }
      return feel::Type::context_of(std::move(fields));
    }
    case Type::Form::function: {
      std::vector<feel::TypePtr> parameters;
      for (const auto& part : type.parts) {
        parameters.push_back(tree_of(types, part.second, depth + 1, left));
      }
      return feel::Type::function_of(std::move(parameters),
                                     tree_of(types, type.element, depth + 1, left));
    }
    default:
      return feel::Type::any();
  }
}

bool is_special(char c) {
  const bool plain =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return !plain;
}

void add_fields(const std::vector<ItemDefinition>& definitions, std::set<std::string>& fields) {
  for (const ItemDefinition& each : definitions) {
    for (const ItemDefinition& part : each.components) {
      if (std::ranges::any_of(part.name, is_special)) fields.insert(part.name);
    }
    add_fields(each.components, fields);
  }
}

}  // namespace

feel::TypePtr feel_type(const Types& types, TypeId type) {
  int left = parts_max;
  return tree_of(types, type, 0, left);
}

std::vector<std::pair<std::string, feel::TypePtr>> named_types(const Definitions& model,
                                                               const Types& types,
                                                               const TypeNames::Spaces& spaces) {
  std::vector<std::pair<std::string, feel::TypePtr>> named;
  const auto add = [&](const std::string& space, const std::string& prefix) {
    const auto found = spaces.find(space);
    if (found == spaces.end()) return;
    for (const auto& [name, id] : found->second) {
      named.emplace_back(prefix + name, feel_type(types, id));
    }
  };
  for (const Import& import : model.imports) {
    add(import.space, import.name.empty() ? "" : import.name + ".");
  }
  add(model.space, "");
  return named;
}

std::vector<std::string> special_fields(const Definitions& model) {
  std::set<std::string> fields;
  add_fields(model.types, fields);
  return {fields.begin(), fields.end()};
}

}  // namespace haven::dmn
