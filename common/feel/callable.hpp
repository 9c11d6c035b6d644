#pragma once
#include <span>
#include <string_view>

#include "common/feel/ast.hpp"
#include "common/feel/builtins.hpp"
#include "common/feel/type.hpp"

namespace haven::feel {

/// The body of a function that an expression defines. Its frame holds the parameters first.
struct FunctionCode {
  std::span<const std::string_view> parameters;
  std::span<const Type* const> types;    // one for each parameter; nullptr: any
  std::span<const NodePtr> captured;     // read in the frame around the function...
  std::span<const Local> captured_into;  // ...and put here in its own
  const Type* result = nullptr;          // nullptr: any
  NodePtr body = nullptr;
  Local locals = 0;
};

/// What a value of kind function stands for: exactly one of the three.
class Callable {
 public:
  const FunctionCode* code = nullptr;
  std::span<const Value> captured;  // values for code->captured_into
  const Builtin* builtin = nullptr;
  const Names::Function* host = nullptr;
};

/// Arguments that are left out at the end are null.
Value call_host(const Names::Function& function, Evaluation& evaluation,
                std::span<const Value> arguments);
}  // namespace haven::feel
