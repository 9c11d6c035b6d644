#include "common/dmn/types.hpp"

#include <algorithm>
#include <array>

namespace haven::dmn {
namespace {

using feel::Kind;
using feel::Value;

struct BuiltIn {
  std::string_view name;
  Kind kind;
};

// In the order of their ids, which begin after "Any".
constexpr std::array<BuiltIn, 16> built_ins{{
    {"number", Kind::number},
    {"string", Kind::text},
    {"boolean", Kind::boolean},
    {"date", Kind::date},
    {"time", Kind::time},
    {"date and time", Kind::date_time},
    {"dateTime", Kind::date_time},  // as DMN 1.1 wrote it
    {"days and time duration", Kind::days_duration},
    {"dayTimeDuration", Kind::days_duration},
    {"years and months duration", Kind::months_duration},
    {"yearMonthDuration", Kind::months_duration},
    {"context", Kind::context},
    {"list", Kind::list},
    {"range", Kind::range},
    {"function", Kind::function},
    {"Null", Kind::null},
}};

Value list_of_one(const Value& value, feel::Arena& arena) {
  Value* item = arena.array<Value>(1);
  *item = value;
  return Value::list({item, 1});
}

}  // namespace

Types::Types() {
  types_.push_back({.name = "Any"});
  for (const BuiltIn& each : built_ins) {
    types_.push_back(
        {.form = Type::Form::simple, .name = std::string{each.name}, .kind = each.kind});
  }
}

std::optional<TypeId> Types::built_in(std::string_view name) {
  if (name.starts_with("feel:")) name.remove_prefix(5);
  if (name.empty() || name == "Any" || name == "any") return any_type;
  const auto found = std::ranges::find(built_ins, name, &BuiltIn::name);
  if (found == built_ins.end()) return {};
  return static_cast<TypeId>(found - built_ins.begin()) + 1;
}

TypeId Types::add(Type type) {
  types_.push_back(std::move(type));
  return types_.size() - 1;
}

TypeId Types::target(TypeId id) const {
  while (types_[id].form == Type::Form::alias) id = types_[id].element;
  return id;
}

bool Types::has_form(const Value& value, const Type& wanted, feel::Evaluation& evaluation) const {
  switch (wanted.form) {
    case Type::Form::any:
      return true;
    case Type::Form::simple:
      return value.kind() == wanted.kind;
    case Type::Form::alias:
      return conforms(value, wanted.element, evaluation);
    case Type::Form::function:
      return value.kind() == Kind::function;
    case Type::Form::list:
      return value.kind() == Kind::list &&
             std::ranges::all_of(value.items(), [&](const Value& item) {
               return conforms(item, wanted.element, evaluation);
             });
    case Type::Form::structure:
      break;
  }
  if (value.kind() != Kind::context) return false;
  return std::ranges::all_of(wanted.parts, [&](const auto& part) {
    const Value* field = value.context().find(part.first);
    return field != nullptr && conforms(*field, part.second, evaluation);
  });
}

bool Types::conforms(const Value& value, TypeId wanted, feel::Evaluation& evaluation) const {
  if (value.is_null() || wanted == any_type) return true;
  const feel::Evaluation::Deeper deeper{evaluation};
  const Type& type = types_[wanted];
  if (!has_form(value, type, evaluation)) return false;
  return std::ranges::all_of(type.allowed, [&](const feel::Expression& tests) {
    return feel::evaluate(tests, evaluation, {&value, 1}).is_true();
  });
}

Value Types::coerce(const Value& value, TypeId wanted, feel::Evaluation& evaluation) const {
  if (conforms(value, wanted, evaluation)) return value;
  const Type& type = types_[target(wanted)];
  const bool wants_list =
      type.form == Type::Form::list || (type.form == Type::Form::simple && type.kind == Kind::list);
  if (value.kind() == Kind::list && value.items().size() == 1 && !wants_list &&
      conforms(value.items()[0], wanted, evaluation)) {
    return value.items()[0];
  }
  if (value.kind() != Kind::list && wants_list) {
    const Value list = list_of_one(value, evaluation.arena);
    if (conforms(list, wanted, evaluation)) return list;
  }
  if (value.kind() == Kind::date && type.form == Type::Form::simple &&
      type.kind == Kind::date_time) {
    const feel::TimeOfDay midnight{0, {.kind = feel::Zone::Kind::offset}};
    return Value::of(feel::DateTime{value.date(), midnight}, evaluation.arena);
  }
  return evaluation.null_because("the value does not have the type that is wanted",
                                 types_[wanted].name);
}

}  // namespace haven::dmn
