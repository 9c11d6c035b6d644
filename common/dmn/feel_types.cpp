#include "common/dmn/feel_types.hpp"

namespace haven::dmn {
namespace {

// Enough for what people write; beyond it anything is accepted.
constexpr int deepest = 8;
constexpr int parts_max = 2000;

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

void define_fields(const std::vector<ItemDefinition>& definitions, feel::Compiler& compiler) {
  for (const ItemDefinition& each : definitions) {
    for (const ItemDefinition& part : each.components) compiler.define_field(part.name);
    define_fields(each.components, compiler);
  }
}

}  // namespace

void define_fields(const Definitions& model, feel::Compiler& compiler) {
  define_fields(model.types, compiler);
}

feel::TypePtr feel_type(const Types& types, TypeId type) {
  int left = parts_max;
  return tree_of(types, type, 0, left);
}

void define_types(const Definitions& model, const Types& types, const TypeNames::Spaces& spaces,
                  feel::Compiler& compiler) {
  const auto own = spaces.find(model.space);
  if (own != spaces.end()) {
    for (const auto& [name, id] : own->second) compiler.define_type(name, feel_type(types, id));
  }
  for (const Import& import : model.imports) {
    const auto imported = spaces.find(import.space);
    if (imported == spaces.end()) continue;
    const std::string prefix = import.name.empty() ? "" : import.name + ".";
    for (const auto& [name, id] : imported->second) {
      compiler.define_type(prefix + name, feel_type(types, id));
    }
  }
}

}  // namespace haven::dmn
