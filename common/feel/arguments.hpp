#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "common/feel/builtins.hpp"

/// How built-in functions take their arguments and answer. A list of one item stands for the item
/// where a single value is wanted, and a single value for a list of it where a list is wanted.
namespace haven::feel {

using Arguments = std::span<const Value>;
using Items = std::span<const Value>;

inline constexpr const char* wrong_kind = "an argument is not of the kind that the function takes";

/// The groups of functions, each from a file of its own.
std::vector<Builtin> conversion_builtins();
std::vector<Builtin> text_builtins();
std::vector<Builtin> pattern_builtins();
std::vector<Builtin> list_builtins();
std::vector<Builtin> list_change_builtins();
std::vector<Builtin> statistics_builtins();
std::vector<Builtin> number_builtins();
std::vector<Builtin> range_builtins();
std::vector<Builtin> temporal_builtins();
std::vector<Builtin> context_builtins();

/// The argument, or its only item; null when it was left out.
Value single(Arguments arguments, std::size_t at);
/// As `single`, when it is of that kind.
std::optional<Value> of_kind(Arguments arguments, std::size_t at, Kind kind);
std::optional<Number> number_at(Arguments arguments, std::size_t at);
/// Counts steps for its length, because the function will go through it.
std::optional<std::string_view> text_at(Evaluation& evaluation, Arguments arguments,
                                        std::size_t at);
/// A number without its decimals, when it fits 64 bits.
std::optional<std::int64_t> integer_at(Arguments arguments, std::size_t at);
/// Nothing for null. The items live as long as the arguments.
std::optional<Items> list_at(Arguments arguments, std::size_t at);
/// The items of the only argument, or the arguments themselves: f([1, 2]) and f(1, 2).
std::optional<Items> items_of(Arguments arguments);

/// A position that counts from 1, or from the end by −1, as an index; nothing outside `size`.
std::optional<std::size_t> index_of(std::int64_t position, std::size_t size);

/// Counts many units of work at once.
void charge(Evaluation& evaluation, std::size_t steps);

Value number_or_null(Evaluation& evaluation, const std::optional<Number>& number);

/// A list in the making, whose greatest length is known.
class Listing {
 public:
  Listing(Evaluation& evaluation, std::size_t most)
      : evaluation_(evaluation), items_(evaluation.arena.array<Value>(most)), most_(most) {}
  void add(const Value& value);
  void add(Items items);
  [[nodiscard]] Items items() const { return {items_, size_}; }
  [[nodiscard]] Value value() const { return Value::list(items()); }

 private:
  Evaluation& evaluation_;
  Value* items_;
  std::size_t size_ = 0;
  std::size_t most_;
};

}  // namespace haven::feel
