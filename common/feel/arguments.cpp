#include "common/feel/arguments.hpp"

#include "common/core/ensure.hpp"

namespace haven::feel {

Value single(Arguments arguments, std::size_t at) {
  if (at >= arguments.size()) return {};
  const Value& argument = arguments[at];
  if (argument.kind() == Kind::list && argument.items().size() == 1)
    return argument.items().front();
  return argument;
}

std::optional<Value> of_kind(Arguments arguments, std::size_t at, Kind kind) {
  if (at < arguments.size() && arguments[at].kind() == kind) return arguments[at];
  const Value value = single(arguments, at);
  return value.kind() == kind ? std::optional(value) : std::nullopt;
}

std::optional<Number> number_at(Arguments arguments, std::size_t at) {
  const auto value = of_kind(arguments, at, Kind::number);
  return value ? std::optional(value->number()) : std::nullopt;
}

std::optional<std::string_view> text_at(Evaluation& evaluation, Arguments arguments,
                                        std::size_t at) {
  constexpr std::size_t bytes_per_step = 128;
  const auto value = of_kind(arguments, at, Kind::text);
  if (!value) return std::nullopt;
  charge(evaluation, value->text().size() / bytes_per_step);
  return value->text();
}

std::optional<std::int64_t> integer_at(Arguments arguments, std::size_t at) {
  const auto number = number_at(arguments, at);
  const auto whole = number ? round(*number, 0, Number::Rounding::down) : std::nullopt;
  return whole ? whole->as_integer() : std::nullopt;
}

std::optional<Items> list_at(Arguments arguments, std::size_t at) {
  if (at >= arguments.size() || arguments[at].is_null()) return std::nullopt;
  if (arguments[at].kind() == Kind::list) return arguments[at].items();
  return arguments.subspan(at, 1);
}

std::optional<Items> items_of(Arguments arguments) {
  return arguments.size() == 1 ? list_at(arguments, 0) : std::optional(arguments);
}

std::optional<std::size_t> index_of(std::int64_t position, std::size_t size) {
  const auto length = static_cast<std::int64_t>(size);
  if (position == 0 || position > length || position < -length) return std::nullopt;
  return static_cast<std::size_t>(position > 0 ? position - 1 : length + position);
}

void charge(Evaluation& evaluation, std::size_t steps) {
  for (; steps > 0; --steps) evaluation.step();
}

Value number_or_null(Evaluation& evaluation, const std::optional<Number>& number) {
  return number ? Value::of(*number)
                : evaluation.null_because("the result is no number with 34 digits");
}

void Listing::add(const Value& value) {
  ensure(size_ < most_, "a list has room for what was announced");
  evaluation_.step();
  new (items_ + size_++) Value(value);
}

void Listing::add(Items items) {
  for (const Value& item : items) add(item);
}

}  // namespace haven::feel
