#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "common/feel/expression.hpp"

/// The functions that FEEL has built in (DMN 1.5, chapter 10.3.4), by name and parameters.
namespace haven::feel {

/// One list of parameters of a built-in function.
struct Signature {
  using Call = Value (*)(Evaluation&, std::span<const Value> arguments);

  std::vector<std::string_view> parameters;
  /// How many must be given; the rest may be left out.
  std::size_t required = 0;
  /// Between `required` and parameters.size() arguments, in that order, null where one before the
  /// last that was given is left out; as many as there are when variadic.
  Call call = nullptr;
  /// The last parameter takes any number of arguments (at least one): only by position.
  bool variadic = false;
  /// Beside another list of as many parameters, which invocations by position mean.
  bool by_name_only = false;
};

struct Builtin {
  std::string_view name;
  /// In order of preference: the first that fits an invocation is meant.
  std::vector<Signature> signatures;
};

/// Nothing when FEEL has no such function. `name` has single spaces ("string length"). The answer
/// lives as long as the process.
const Builtin* find_builtin(std::string_view name);
/// All of them, by name; for a parser whose names have spaces, and for documentation.
std::span<const Builtin> builtins();

/// Which list of parameters an invocation means; nullptr when none fits.
const Signature* signature_for(const Builtin& builtin, std::size_t arguments);
const Signature* signature_for(const Builtin& builtin, std::span<const std::string_view> names);

/// Calls a function of FEEL (user-defined, built-in, of the host) with arguments by position; null
/// with a reason when it does not take so many.
Value call(const Callable& function, Evaluation& evaluation, std::span<const Value> arguments);

}  // namespace haven::feel
