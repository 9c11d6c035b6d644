#pragma once
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/feel/compile.hpp"
#include "common/feel/nodes_operators.hpp"
#include "common/feel/program.hpp"

/// What a compiler works with: the program in the making and the names in scope. Private to the
/// compiler and the parser.
namespace haven::feel {

/// Where a variable is: a slot of the host, or a local of the function that is `level` deep.
struct Binding {
  enum class Where : std::uint8_t { slot, local } where = Where::slot;
  std::size_t level = 0;
  std::size_t index = 0;
  bool operator==(const Binding&) const = default;
};

struct Scope {
  std::size_t level = 0;
  bool has_item = false;  // of a filter: `item` is the first name
  std::vector<std::pair<std::string, Binding>> names;
};

struct FunctionScope {
  std::vector<Parameter> parameters;
  Local next = 0, most = 0;
  struct Capture {
    Binding binding;
    NodePtr outside;
    Local inside;
  };
  std::vector<Capture> captures;
};

/// What a name may mean, from the inside out.
struct Meaning {
  std::vector<Binding> items;  // of the filters around: their items may have such a field
  std::optional<Binding> variable;
};

struct Workshop {
  Workshop(const Names& given, const CompileOptions& how);

  const Names& names;
  CompileOptions options;
  std::shared_ptr<Program> program = std::make_shared<Program>();
  std::vector<Scope> scopes;
  std::vector<FunctionScope> functions;  // the outermost one is the program itself
  std::map<std::string, TypePtr, std::less<>> types;
  std::set<std::string, std::less<>> fields;
  std::unordered_map<std::string_view, std::size_t> variables;  // slots by name
  std::set<std::size_t> slots;
  std::size_t longest_name = 1;  // in tokens, of all names that are known
  bool mentioned_input = false;  // `?` was read

  // ---- names
  Local declare(std::string_view name);
  Local fresh_local();
  void know(std::string_view name);
  [[nodiscard]] Meaning meaning_of(std::string_view name) const;
  [[nodiscard]] const Names::Function* host_function(std::string_view name) const;
  /// Whether the name means anything here but a field of an item.
  [[nodiscard]] bool is_known(std::string_view name) const;
  NodePtr read(const Binding& binding, std::size_t level);
  NodePtr read(const Binding& binding) { return read(binding, functions.size() - 1); }
  /// A node for a meaning that has a variable or an item.
  NodePtr read(const Meaning& meaning, std::string_view name);
  /// What the items of the filters around have of that name, else the other node.
  NodePtr field_or(const std::vector<Binding>& items, std::string_view name, NodePtr otherwise);
  NodePtr function_named(std::string_view name);
  /// The known name that is nearest to a mistyped one; empty when none is near.
  [[nodiscard]] std::string nearest(std::string_view name) const;

  // ---- nodes
  template <class T, class... Arguments>
  NodePtr make(Arguments&&... arguments) {
    return new (program->arena.take(sizeof(T), alignof(T)))
        T(std::forward<Arguments>(arguments)...);
  }
  template <class T>
  std::span<const T> keep(const std::vector<T>& items) {
    T* kept = program->arena.array<T>(items.size());
    std::uninitialized_copy(items.begin(), items.end(), kept);
    return {kept, items.size()};
  }
  std::string_view keep(std::string_view text) { return program->arena.copy(text); }
  const Type& keep(TypePtr type);
  NodePtr constant(const Value& value);
  /// The constant that a node without variables amounts to; the node where that is null for a
  /// reason, or takes much.
  NodePtr folded(NodePtr node);
  NodePtr failure(const char* what, std::string_view where);
  NodePtr list(const std::vector<NodePtr>& items);
  NodePtr path(NodePtr from, std::string_view field, std::string_view where);
  NodePtr binary(std::string_view symbol, NodePtr left, NodePtr right, std::string_view where);
  NodePtr negation(NodePtr operand);
  NodePtr range(NodePtr low, NodePtr high, bool low_closed, bool high_closed, Range::Form form,
                std::string_view where);
  /// One test of an input entry, or of `in`.
  NodePtr match(NodePtr input, NodePtr test, BooleanTest mode, std::string_view where);
  NodePtr any_of(const std::vector<NodePtr>& tests);
  /// nullptr when a function of FEEL or of the host does not take such arguments.
  NodePtr invocation(NodePtr function, const std::vector<NamedNode>& arguments,
                     std::string_view where);
};

}  // namespace haven::feel
