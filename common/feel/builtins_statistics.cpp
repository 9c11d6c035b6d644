#include <algorithm>

#include "common/feel/arguments.hpp"

/// Functions that make one number from many.
namespace haven::feel {
namespace {
constexpr const char* nothing_to_count = "the list is empty";
constexpr const char* not_numbers = "an item is no number";

std::optional<Items> numbers_in(Evaluation& evaluation, Arguments arguments) {
  const auto items = items_of(arguments);
  if (!items) return std::nullopt;
  for (const Value& item : *items) {
    evaluation.step();
    if (item.kind() != Kind::number) return std::nullopt;
  }
  return items;
}

std::optional<Number> total(Items numbers) {
  std::optional<Number> sum = Number{};
  for (const Value& number : numbers) {
    sum = add(*sum, number.number());
    if (!sum) return sum;
  }
  return sum;
}

std::optional<Number> average(Items numbers) {
  const auto sum = total(numbers);
  return sum ? divide(*sum, Number::of(static_cast<std::int64_t>(numbers.size()))) : sum;
}

std::optional<Number> product(Items numbers) {
  std::optional<Number> result = Number::of(1);
  for (const Value& number : numbers) {
    result = multiply(*result, number.number());
    if (!result) return result;
  }
  return result;
}

/// Of a sample: the squares of the deviations are divided by one less than there are numbers.
std::optional<Number> deviation(Items numbers) {
  const auto mean = average(numbers);
  std::optional<Number> squares = mean ? std::optional(Number{}) : std::nullopt;
  for (const Value& number : numbers) {
    const auto distance = squares ? subtract(number.number(), *mean) : std::nullopt;
    const auto square = distance ? multiply(*distance, *distance) : std::nullopt;
    if (!square) return std::nullopt;
    squares = add(*squares, *square);
  }
  const auto others = Number::of(static_cast<std::int64_t>(numbers.size()) - 1);
  const auto variance = squares ? divide(*squares, others) : std::nullopt;
  return variance ? square_root(*variance) : variance;
}

template <std::optional<Number> (*function)(Items), std::size_t fewest>
Value of_numbers(Evaluation& evaluation, Arguments arguments) {
  const auto numbers = numbers_in(evaluation, arguments);
  if (!numbers) return evaluation.null_because(not_numbers);
  if (numbers->size() < fewest) return evaluation.null_because(nothing_to_count);
  return number_or_null(evaluation, function(*numbers));
}

std::span<Value> sorted(Evaluation& evaluation, Items numbers) {
  const std::span<Value> copied(evaluation.arena.array<Value>(numbers.size()), numbers.size());
  std::copy(numbers.begin(), numbers.end(), copied.begin());
  std::sort(copied.begin(), copied.end(),
            [](const Value& a, const Value& b) { return a.number() < b.number(); });
  return copied;
}

Value median(Evaluation& evaluation, Arguments arguments) {
  const auto numbers = numbers_in(evaluation, arguments);
  if (!numbers) return evaluation.null_because(not_numbers);
  if (numbers->empty()) return evaluation.null_because(nothing_to_count);
  const auto in_order = sorted(evaluation, *numbers);
  const std::size_t middle = in_order.size() / 2;
  if (in_order.size() % 2 == 1) return in_order[middle];
  return number_or_null(evaluation, average(in_order.subspan(middle - 1, 2)));
}

/// The numbers that are there most often, rising.
Value mode(Evaluation& evaluation, Arguments arguments) {
  const auto numbers = numbers_in(evaluation, arguments);
  if (!numbers) return evaluation.null_because(not_numbers);
  const auto in_order = sorted(evaluation, *numbers);
  Listing modes(evaluation, in_order.size());
  std::size_t most = 0;
  // Once to learn the length of the longest run, once to take the runs of that length.
  for (const bool taking : {false, true}) {
    for (std::size_t begin = 0, end = 0; begin < in_order.size(); begin = end) {
      while (end < in_order.size() && in_order[end].number() == in_order[begin].number()) ++end;
      if (taking && end - begin == most) modes.add(in_order[begin]);
      most = std::max(most, end - begin);
    }
  }
  return modes.value();
}

std::vector<Signature> of_list_or_numbers(Signature::Call call) {
  return {{{"list"}, 1, call}, {{"n"}, 1, call, true}};
}
}  // namespace

std::vector<Builtin> statistics_builtins() {
  return {
      {"sum", of_list_or_numbers(of_numbers<total, 1>)},
      {"mean", of_list_or_numbers(of_numbers<average, 1>)},
      {"product", of_list_or_numbers(of_numbers<product, 1>)},
      {"stddev", of_list_or_numbers(of_numbers<deviation, 2>)},
      {"median", of_list_or_numbers(median)},
      {"mode", of_list_or_numbers(mode)},
  };
}

}  // namespace haven::feel
