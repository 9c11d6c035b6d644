#include "common/feel/arguments.hpp"
#include "common/feel/arithmetic.hpp"

/// Functions on numbers.
namespace haven::feel {
namespace {
using Rounding = Number::Rounding;
constexpr const char* scale_out_of_range = "the scale lies outside -6111 to 6176";

Value rounded(Evaluation& evaluation, Arguments arguments, Rounding how) {
  const auto number = number_at(arguments, 0);
  const auto scale = integer_at(arguments, 1);
  if (!number || !scale) return evaluation.null_because(wrong_kind);
  const auto result = round(*number, *scale, how);
  return result ? Value::of(*result) : evaluation.null_because(scale_out_of_range);
}

template <Rounding how>
Value round_to_scale(Evaluation& evaluation, Arguments arguments) {
  return rounded(evaluation, arguments, how);
}

template <Rounding how>
Value round_to_integer(Evaluation& evaluation, Arguments arguments) {
  const auto number = number_at(arguments, 0);
  if (!number) return evaluation.null_because(wrong_kind);
  return number_or_null(evaluation, round(*number, 0, how));
}

template <std::optional<Number> (*function)(const Number&)>
Value of_number(Evaluation& evaluation, Arguments arguments) {
  const auto number = number_at(arguments, 0);
  if (!number) return evaluation.null_because(wrong_kind);
  return number_or_null(evaluation, function(*number));
}

std::optional<Number> root(const Number& a) {
  return square_root(a);
}

std::optional<Number> logarithm(const Number& a) {
  return natural_log(a);
}

std::optional<Number> exponent(const Number& a) {
  return exponential(a);
}

Value abs(Evaluation& evaluation, Arguments arguments) {
  const Value value = single(arguments, 0);
  switch (value.kind()) {
    case Kind::number:
      return Value::of(absolute(value.number()));
    case Kind::days_duration:
      return value.seconds() < 0 || value.nanos() < 0 ? negation(evaluation, value) : value;
    case Kind::months_duration:
      return value.months() < 0 ? negation(evaluation, value) : value;
    default:
      return evaluation.null_because(wrong_kind);
  }
}

Value modulo_of(Evaluation& evaluation, Arguments arguments) {
  const auto dividend = number_at(arguments, 0), divisor = number_at(arguments, 1);
  if (!dividend || !divisor) return evaluation.null_because(wrong_kind);
  if (divisor->is_zero()) return evaluation.null_because("there is no division by zero");
  return number_or_null(evaluation, modulo(*dividend, *divisor));
}

/// Whether the rest of the division by 2 is that; a number with decimals is neither odd nor even.
template <std::int64_t rest>
Value has_rest(Evaluation& evaluation, Arguments arguments) {
  const auto number = number_at(arguments, 0);
  if (!number) return evaluation.null_because(wrong_kind);
  return Value::of(modulo(*number, Number::of(2)) == Number::of(rest));
}
}  // namespace

std::vector<Builtin> number_builtins() {
  return {
      {"decimal", {{{"n", "scale"}, 2, round_to_scale<Rounding::half_even>}}},
      {"floor",
       {{{"n"}, 1, round_to_integer<Rounding::floor>},
        {{"n", "scale"}, 2, round_to_scale<Rounding::floor>}}},
      {"ceiling",
       {{{"n"}, 1, round_to_integer<Rounding::ceiling>},
        {{"n", "scale"}, 2, round_to_scale<Rounding::ceiling>}}},
      {"round up", {{{"n", "scale"}, 2, round_to_scale<Rounding::up>}}},
      {"round down", {{{"n", "scale"}, 2, round_to_scale<Rounding::down>}}},
      {"round half up", {{{"n", "scale"}, 2, round_to_scale<Rounding::half_up>}}},
      {"round half down", {{{"n", "scale"}, 2, round_to_scale<Rounding::half_down>}}},
      {"abs", {{{"n"}, 1, abs}}},
      {"modulo", {{{"dividend", "divisor"}, 2, modulo_of}}},
      {"sqrt", {{{"number"}, 1, of_number<root>}}},
      {"log", {{{"number"}, 1, of_number<logarithm>}}},
      {"exp", {{{"number"}, 1, of_number<exponent>}}},
      {"odd", {{{"number"}, 1, has_rest<1>}}},
      {"even", {{{"number"}, 1, has_rest<0>}}},
  };
}

}  // namespace haven::feel
