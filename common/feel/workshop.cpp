#include "common/feel/workshop.hpp"

#include <algorithm>

#include "common/feel/lexer.hpp"
#include "common/feel/nodes_collections.hpp"
#include "common/feel/nodes_functions.hpp"

/// Names: what is in scope, and where it is.
namespace haven::feel {

Workshop::Workshop(const Names& given, const CompileOptions& how) : names(given), options(how) {
  functions.emplace_back();
  for (std::size_t i = 0; i < names.variables().size(); ++i) {
    variables.emplace(names.variables()[i], i);
    know(names.variables()[i]);
  }
  for (const auto& function : names.functions()) know(function.name);
  for (const auto& builtin : builtins()) know(builtin.name);
  for (const char* property : {"time offset", "start included", "end included"})
    fields.emplace(property);
}

void Workshop::know(std::string_view name) {
  // A name has at most a token for each change between letters and signs.
  std::size_t parts = 1;
  for (std::size_t i = 1; i < name.size(); ++i) {
    const auto is_sign = [&](std::size_t at) {
      const auto c = static_cast<unsigned char>(name[at]);
      return c < 0x80 && std::isalnum(c) == 0 && c != '_';
    };
    if (is_sign(i) || is_sign(i - 1)) ++parts;
  }
  longest_name = std::max(longest_name, parts);
}

Local Workshop::fresh_local() {
  FunctionScope& function = functions.back();
  const Local place = function.next++;
  function.most = std::max(function.most, function.next);
  return place;
}

Local Workshop::declare(std::string_view name) {
  const Local place = fresh_local();
  know(name);
  scopes.back().names.emplace_back(name,
                                   Binding{Binding::Where::local, functions.size() - 1, place});
  return place;
}

namespace {
const Binding* find_in(const Scope& scope, std::string_view name) {
  // The last one: a later entry hides an earlier one of the same name.
  const auto found = std::find_if(scope.names.rbegin(), scope.names.rend(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found == scope.names.rend() ? nullptr : &found->second;
}
}  // namespace

Meaning Workshop::meaning_of(std::string_view name) const {
  Meaning meaning;
  const std::string_view head = name.substr(0, name.find('.'));
  for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
    if (const Binding* found = find_in(*scope, name)) {
      meaning.variable = *found;
      return meaning;
    }
    // "incident.cause" is no slot where `incident` is a variable of its own.
    if (head.size() < name.size() && find_in(*scope, head)) return {};
    if (scope->has_item) meaning.items.push_back(scope->names.front().second);
  }
  const auto slot = variables.find(name);
  if (slot != variables.end()) meaning.variable = {Binding::Where::slot, 0, slot->second};
  return meaning;
}

const Names::Function* Workshop::host_function(std::string_view name) const {
  const auto found = std::find_if(names.functions().begin(), names.functions().end(),
                                  [&](const auto& function) { return function.name == name; });
  return found == names.functions().end() ? nullptr : &*found;
}

bool Workshop::is_known(std::string_view name) const {
  return meaning_of(name).variable || host_function(name) || find_builtin(name);
}

NodePtr Workshop::read(const Binding& binding, std::size_t level) {
  if (binding.level == level) {
    if (binding.where == Binding::Where::local)
      return make<Place>(Node::Shape::local, binding.index);
    slots.insert(binding.index);
    return make<Place>(Node::Shape::slot, binding.index);
  }
  FunctionScope& function = functions[level];
  for (const auto& capture : function.captures)
    if (capture.binding == binding) return make<Place>(Node::Shape::local, capture.inside);
  NodePtr outside = read(binding, level - 1);
  const Local inside = function.next++;
  function.most = std::max(function.most, function.next);
  function.captures.push_back({binding, outside, inside});
  return make<Place>(Node::Shape::local, inside);
}

NodePtr Workshop::read(const Meaning& meaning, std::string_view name) {
  constexpr const char* nowhere = "neither the item of the list nor anything else has that name";
  return field_or(meaning.items, name,
                  meaning.variable ? read(*meaning.variable) : failure(nowhere, name));
}

NodePtr Workshop::field_or(const std::vector<Binding>& items, std::string_view name,
                           NodePtr otherwise) {
  for (auto item = items.rbegin(); item != items.rend(); ++item)
    otherwise = make<FieldOrElse>(read(*item), keep(name), otherwise);
  return otherwise;
}

NodePtr Workshop::function_named(std::string_view name) {
  auto* callable = std::construct_at(program->arena.array<Callable>(1));
  if (const Names::Function* function = host_function(name)) {
    program->functions.push_back(std::make_unique<Names::Function>(*function));
    callable->host = program->functions.back().get();
  } else if (const Builtin* builtin = find_builtin(name)) {
    callable->builtin = builtin;
  } else {
    return nullptr;
  }
  return make<Constant>(Value::function(callable));
}

namespace {
/// The number of letters to insert, remove, exchange or swap with their neighbour.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) table[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) table[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t exchanged = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, exchanged});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  }
  return table[a.size()][b.size()];
}

/// The nearest name so far.
struct Nearest {
  std::string_view typed;
  std::string name;
  std::size_t distance = 0;

  void consider(std::string_view candidate) {
    constexpr std::size_t longest = 64;
    if (candidate.size() > longest) return;
    // "casue" means "incident.cause" as much as "cause".
    const std::size_t dot = candidate.rfind('.');
    std::size_t off = feel::distance(typed, candidate);
    if (dot != candidate.npos)
      off = std::min(off, feel::distance(typed, candidate.substr(dot + 1)));
    if (off < distance) {
      distance = off;
      name = candidate;
    }
  }
};
}  // namespace

std::string Workshop::nearest(std::string_view name) const {
  constexpr std::size_t longest = 64;
  if (name.size() > longest) return {};
  Nearest nearest{name, {}, std::max<std::size_t>(2, name.size() / 3 + 1)};
  for (const Scope& scope : scopes)
    for (const auto& entry : scope.names) nearest.consider(entry.first);
  for (const auto& variable : names.variables()) nearest.consider(variable);
  for (const auto& function : names.functions()) nearest.consider(function.name);
  for (const auto& builtin : builtins()) nearest.consider(builtin.name);
  return nearest.name;
}

}  // namespace haven::feel
