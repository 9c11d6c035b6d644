#include "common/feel/type.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "common/feel/callable.hpp"

namespace haven::feel {
namespace {
TypePtr make(Type type) {
  return std::make_shared<const Type>(std::move(type));
}
const Type& or_any(const TypePtr& type) {
  static const Type any;
  return type ? *type : any;
}
}  // namespace

TypePtr Type::any() {
  static const TypePtr type = make({});
  return type;
}
TypePtr Type::simple(Kind kind) {
  return make({Form::simple, kind, nullptr, {}, {}});
}
TypePtr Type::list_of(TypePtr element) {
  return make({Form::list, Kind::list, std::move(element), {}, {}});
}
TypePtr Type::range_of(TypePtr element) {
  return make({Form::range, Kind::range, std::move(element), {}, {}});
}
TypePtr Type::context_of(std::vector<std::pair<std::string, TypePtr>> fields) {
  return make({Form::context, Kind::context, nullptr, std::move(fields), {}});
}
TypePtr Type::function_of(std::vector<TypePtr> parameters, TypePtr result) {
  return make({Form::function, Kind::function, std::move(result), {}, std::move(parameters)});
}

TypePtr type_named(std::string_view name) {
  static const std::map<std::string_view, TypePtr> types = {
      {"Any", Type::any()},
      {"Null", Type::simple(Kind::null)},
      {"boolean", Type::simple(Kind::boolean)},
      {"number", Type::simple(Kind::number)},
      {"string", Type::simple(Kind::text)},
      {"date", Type::simple(Kind::date)},
      {"time", Type::simple(Kind::time)},
      {"date and time", Type::simple(Kind::date_time)},
      {"dateTime", Type::simple(Kind::date_time)},
      {"days and time duration", Type::simple(Kind::days_duration)},
      {"dayTimeDuration", Type::simple(Kind::days_duration)},
      {"years and months duration", Type::simple(Kind::months_duration)},
      {"yearMonthDuration", Type::simple(Kind::months_duration)},
      {"list", Type::list_of(Type::any())},
      {"context", Type::context_of({})},
      {"range", Type::range_of(Type::any())},
      // Any function: how many parameters it has says only function<...>.
      {"function", Type::simple(Kind::function)},
  };
  const auto found = types.find(name);
  return found == types.end() ? nullptr : found->second;
}

namespace {
bool fields_conform(const Context& context, const Type& type) {
  return std::all_of(type.fields.begin(), type.fields.end(), [&](const auto& field) {
    const Value* value = context.find(field.first);
    return value && conforms(*value, or_any(field.second));
  });
}

bool items_conform(std::span<const Value> items, const Type& type) {
  return std::all_of(items.begin(), items.end(),
                     [&](const Value& item) { return conforms(item, or_any(type.element)); });
}

/// What a function is declared with says what it is: its body is not looked into.
bool function_conforms(const Callable& function, const Type& type) {
  const std::size_t wanted = type.parameters.size();
  if (!function.code) {
    const bool takes = function.host ? function.host->parameters.size() == wanted
                                     : signature_for(*function.builtin, wanted) != nullptr;
    return takes && or_any(type.element).form == Type::Form::any;
  }
  const FunctionCode& code = *function.code;
  if (code.parameters.size() != wanted) return false;
  for (std::size_t i = 0; i < wanted; ++i)
    if (code.types[i] && !conforms(or_any(type.parameters[i]), *code.types[i])) return false;
  return conforms(code.result ? *code.result : *Type::any(), or_any(type.element));
}
}  // namespace

bool conforms(const Value& value, const Type& type) {
  return value.is_null() || is_instance(value, type);
}

bool is_instance(const Value& value, const Type& type) {
  if (type.form == Type::Form::any) return !value.is_null();
  if (value.kind() != type.kind) return false;
  switch (type.form) {
    case Type::Form::list:
      return items_conform(value.items(), type);
    case Type::Form::context:
      return fields_conform(value.context(), type);
    case Type::Form::range:
      return items_conform(std::array{value.range().low, value.range().high}, type);
    case Type::Form::function:
      return function_conforms(value.function(), type);
    default:
      return true;
  }
}

namespace {
bool context_conforms(const Type& narrow, const Type& wide) {
  return std::all_of(wide.fields.begin(), wide.fields.end(), [&](const auto& field) {
    const auto found = std::find_if(narrow.fields.begin(), narrow.fields.end(),
                                    [&](const auto& other) { return other.first == field.first; });
    return found != narrow.fields.end() && conforms(or_any(found->second), or_any(field.second));
  });
}

bool function_conforms(const Type& narrow, const Type& wide) {
  if (narrow.parameters.size() != wide.parameters.size()) return false;
  for (std::size_t i = 0; i < wide.parameters.size(); ++i)
    if (!conforms(or_any(wide.parameters[i]), or_any(narrow.parameters[i]))) return false;
  return conforms(or_any(narrow.element), or_any(wide.element));
}
}  // namespace

bool conforms(const Type& narrow, const Type& wide) {
  if (wide.form == Type::Form::any) return true;
  if (narrow.form == Type::Form::simple && narrow.kind == Kind::null) return true;
  if (wide.form == Type::Form::simple) return narrow.kind == wide.kind;
  if (narrow.form != wide.form) return false;
  if (wide.form == Type::Form::context) return context_conforms(narrow, wide);
  if (wide.form == Type::Form::function) return function_conforms(narrow, wide);
  return conforms(or_any(narrow.element), or_any(wide.element));
}

Value coerced(const Value& value, const Type& type, Evaluation& evaluation) {
  if (conforms(value, type)) return value;
  if (value.kind() == Kind::list && value.items().size() == 1 && conforms(value.items()[0], type))
    return value.items()[0];
  if (type.form == Type::Form::list && value.kind() != Kind::list &&
      conforms(value, or_any(type.element))) {
    auto* item = std::construct_at(evaluation.arena.array<Value>(1), value);
    return Value::list({item, 1});
  }
  if (type.form == Type::Form::simple && type.kind == Kind::date_time &&
      value.kind() == Kind::date) {
    const Zone utc{Zone::Kind::offset, 0, nullptr};
    return Value::of(DateTime{value.date(), {0, utc}}, evaluation.arena);
  }
  return evaluation.null_because("the value is not of the type that is asked for");
}

}  // namespace haven::feel
