#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/feel/expression.hpp"

/// The types of FEEL, as `instance of`, typed parameters and the item definitions of DMN need them.
namespace haven::feel {

struct Type;
using TypePtr = std::shared_ptr<const Type>;

struct Type {
  enum class Form : std::uint8_t { any, simple, list, context, range, function };
  Form form = Form::any;
  Kind kind = Kind::null;  // of a simple one; Kind::null: the type of null alone
  TypePtr element;         // of a list or range; what a function returns
  std::vector<std::pair<std::string, TypePtr>> fields;  // of a context
  std::vector<TypePtr> parameters;                      // of a function

  static TypePtr any();
  static TypePtr simple(Kind kind);
  static TypePtr list_of(TypePtr element);
  static TypePtr range_of(TypePtr element);
  static TypePtr context_of(std::vector<std::pair<std::string, TypePtr>> fields);
  static TypePtr function_of(std::vector<TypePtr> parameters, TypePtr result);
};

/// "number", "string", "date and time", "dateTime", "yearMonthDuration", "Any", "list", ...: the
/// types that have a name in FEEL; nullptr for any other.
TypePtr type_named(std::string_view name);

/// What `instance of` says: null is an instance of no type but Null.
bool is_instance(const Value& value, const Type& type);
/// Whether a value may stand where the type is asked for: null may stand everywhere.
bool conforms(const Value& value, const Type& type);
/// Whether every value of `narrow` may stand where `wide` is asked for.
bool conforms(const Type& narrow, const Type& wide);
/// The value where the type is asked for: itself, the one item of a list, a list of the one value,
/// a date as the midnight (UTC) that begins it; null with a reason when nothing of that helps.
Value coerced(const Value& value, const Type& type, Evaluation& evaluation);

}  // namespace haven::feel
