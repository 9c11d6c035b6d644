#include "common/dmn/reading.hpp"
#include "common/dmn/types.hpp"

namespace haven::dmn {
namespace {

const std::map<std::string, TypeId, std::less<>>* types_of(const TypeNames::Spaces& spaces,
                                                           std::string_view space) {
  const auto found = spaces.find(space);
  return found == spaces.end() ? nullptr : &found->second;
}

std::optional<TypeId> find_in(const TypeNames::Spaces& spaces, std::string_view space,
                              std::string_view name) {
  const auto* types = types_of(spaces, space);
  if (types == nullptr) return {};
  const auto found = types->find(name);
  if (found == types->end()) return {};
  return found->second;
}

// "Model B.tPerson" by the name of an import, "b:tPerson" by an XML prefix of the document.
std::optional<TypeId> find_imported(std::string_view name, const Definitions& model,
                                    const TypeNames::Spaces& spaces) {
  for (const Import& import : model.imports) {
    if (import.name.empty()) {
      if (const auto found = find_in(spaces, import.space, name)) return found;
    } else if (name.starts_with(import.name) && name.substr(import.name.size()).starts_with('.')) {
      const auto found = find_in(spaces, import.space, name.substr(import.name.size() + 1));
      if (found) return found;
    }
  }
  const auto colon = name.find(':');
  if (colon == name.npos) return {};
  const std::string_view local = name.substr(colon + 1);
  for (const auto& [prefix, space] : model.prefixes) {
    if (prefix != name.substr(0, colon)) continue;
    if (const auto found = find_in(spaces, space, local)) return found;
  }
  // Some tools write prefixes that they do not declare.
  if (const auto own = find_in(spaces, model.space, local)) return own;
  return Types::built_in(local);
}

feel::Expression tests_from(const std::string& text, int line) {
  feel::Names names;
  names.add("?");
  auto made =
      feel::Expression::compile_unary_tests(text, names, 0, {.unknown_names_are_null = true});
  if (!made) throw Unreadable{line, "allowed values: " + made.error().detail};
  return std::move(*made);
}

// Turns one item definition, and those inside it, into types.
class Definer {
 public:
  Definer(const Definitions& model, Types& types, const TypeNames::Spaces& spaces)
      : model_(model), types_(types), spaces_(spaces) {}

  Type define(const ItemDefinition& definition) {
    Type type = definition.is_collection ? collection(definition) : single(definition);
    type.name = definition.name;
    const std::string& whole = definition.constraint;
    if (!whole.empty()) type.allowed.push_back(tests_from(whole, definition.line));
    return type;
  }

 private:
  TypeId named(const std::string& name, int line) {
    return TypeNames::find(name, line, model_, spaces_);
  }

  // The allowed values of a collection are those of its items.
  Type collection(const ItemDefinition& definition) {
    Type element = single(definition);
    element.name = definition.name;
    return {.form = Type::Form::list, .element = types_.add(std::move(element))};
  }

  Type single(const ItemDefinition& definition) {
    Type type = form_of(definition);
    if (!definition.allowed.empty()) {
      type.allowed.push_back(tests_from(definition.allowed, definition.line));
    }
    return type;
  }

  Type form_of(const ItemDefinition& definition) {
    if (definition.function) return function(*definition.function, definition.line);
    if (definition.components.empty()) {
      return {.form = Type::Form::alias, .element = named(definition.type, definition.line)};
    }
    Type type{.form = Type::Form::structure};
    for (const ItemDefinition& each : definition.components) {
      type.parts.emplace_back(each.name, types_.add(define(each)));
    }
    return type;
  }

  Type function(const ItemDefinition::Function& signature, int line) {
    Type type{.form = Type::Form::function, .element = named(signature.result, line)};
    for (const Item& each : signature.parameters) {
      type.parts.emplace_back(each.name, named(each.type, each.line));
    }
    return type;
  }

  const Definitions& model_;
  Types& types_;
  const TypeNames::Spaces& spaces_;
};

}  // namespace

void TypeNames::declare(const Definitions& model, Types& types, Spaces& spaces) {
  auto& own = spaces[model.space];
  for (const ItemDefinition& each : model.types)
    own.emplace(each.name, types.add({.name = each.name}));
}

void TypeNames::define(const Definitions& model, Types& types, const Spaces& spaces) {
  Definer definer{model, types, spaces};
  for (const ItemDefinition& each : model.types) {
    types.set(find(each.name, each.line, model, spaces), definer.define(each));
  }
}

void TypeNames::refuse_circles(const Definitions& model, const Types& types, const Spaces& spaces) {
  for (const ItemDefinition& each : model.types) {
    TypeId at = find(each.name, each.line, model, spaces);
    for (std::size_t steps = 0; types.at(at).form == Type::Form::alias; ++steps) {
      if (steps > types.size()) {
        throw Unreadable{each.line, "type " + each.name + " is defined by itself"};
      }
      at = types.at(at).element;
    }
  }
}

TypeId TypeNames::find(std::string_view name, int line, const Definitions& model,
                       const Spaces& spaces) {
  if (const auto own = find_in(spaces, model.space, name)) return *own;
  if (const auto built_in = Types::built_in(name)) return *built_in;
  if (const auto imported = find_imported(name, model, spaces)) return *imported;
  throw Unreadable{line, "there is no type " + std::string{name} +
                             ": use a type of FEEL or the name of an item definition"};
}

}  // namespace haven::dmn
