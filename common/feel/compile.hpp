#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/feel/ast.hpp"
#include "common/feel/type.hpp"

namespace haven::feel {

class Program;
struct Workshop;

struct NamedNode {
  std::string name;  // of an argument: empty for one by position
  NodePtr node = nullptr;
};
struct ContextItem {
  std::string key;
  Local local = 0;  // where later entries find it: declare(key)
  NodePtr value = nullptr;
};
struct Iteration {
  Local variable = 0;
  NodePtr domain = nullptr;  // a list or range; or where an interval `domain..end` begins
  NodePtr end = nullptr;
};
struct Parameter {
  std::string name;
  TypePtr type;  // nullptr: any
};

/// Makes one program from texts and from boxed expressions. Texts see the names given, the
/// built-in functions, and what is in the scopes that are open. A node belongs to the compiler
/// that made it. One compiler makes one program: finish() ends it.
///
/// A boxed context, for example, is: enter(); for each entry { value = expression(text);
/// local = declare(key); }; leave(); context(items, result).
class Compiler {
 public:
  explicit Compiler(const Names& names, const CompileOptions& options = {});
  ~Compiler();
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;

  // ---- scopes. Each enter... has its leave; an inner name hides an outer one.
  void enter();
  /// Adds a name to the innermost scope. Whoever builds the node fills it: context(), for_each()...
  Local declare(std::string_view name);
  /// The scope of a filter's condition: `item`, and whatever fields the item has.
  Local enter_item();
  void leave();
  /// The scope of a function's body. The function sees copies of the variables around it.
  void enter_function(std::vector<Parameter> parameters);
  /// The function whose scope was entered last, with that body; closes the scope. `result` may be
  /// nullptr: any.
  NodePtr leave_function(NodePtr body, TypePtr result = nullptr);
  /// A type that texts may name after `instance of` and for parameters.
  void define_type(std::string name, TypePtr type);
  /// Names of fields that hold spaces or operators ("pre-paid"), so that `x.pre-paid` is one field.
  void define_field(std::string_view name);

  // ---- texts. Refused with code `invalid_expression`.
  Result<NodePtr> expression(std::string_view text);
  /// What an input entry says of the value in `input`, which `?` names.
  Result<NodePtr> unary_tests(std::string_view text, Local input);
  /// The same for whatever `input` evaluates to.
  Result<NodePtr> unary_tests(std::string_view text, NodePtr input);
  /// The type that a text spells ("list<number>", a defined name).
  Result<TypePtr> type(std::string_view text);

  // ---- nodes
  NodePtr constant(const Value& value);  // copied
  NodePtr slot(std::size_t index);
  NodePtr local(Local place);
  /// What a name means here; nullptr: nothing.
  NodePtr name(std::string_view name);
  NodePtr list(const std::vector<NodePtr>& items);
  /// The context, or its result when there is one. A key that comes twice makes null.
  NodePtr context(const std::vector<ContextItem>& items, NodePtr result = nullptr);
  /// All arguments by name or all by position.
  NodePtr invocation(NodePtr function, const std::vector<NamedNode>& arguments);
  NodePtr conditional(NodePtr condition, NodePtr then, NodePtr otherwise);
  /// `partial` is a local that holds the results so far.
  NodePtr for_each(const std::vector<Iteration>& over, Local partial, NodePtr result);
  NodePtr some(const std::vector<Iteration>& over, NodePtr condition);
  NodePtr every(const std::vector<Iteration>& over, NodePtr condition);
  NodePtr filter(NodePtr list, Local item, NodePtr condition);
  NodePtr path(NodePtr from, std::string_view field);
  /// The value put into a local, then the body.
  NodePtr let(Local place, NodePtr value, NodePtr body);
  /// The value coerced to a type.
  NodePtr typed(NodePtr value, TypePtr type);
  NodePtr host(std::unique_ptr<HostNode> node);

  /// The program whose value is `root`. `text` is what Expression::text() says.
  Expression finish(NodePtr root, std::string text = {});

 private:
  std::unique_ptr<Workshop> shop_;
};

}  // namespace haven::feel
