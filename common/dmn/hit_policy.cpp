#include <algorithm>

#include "common/dmn/table.hpp"

namespace haven::dmn {
namespace {

using feel::Value;

// The place of a value in its output's order of priority; after all others when it has none.
std::size_t rank_of(const CompiledOutput& output, const Value& value) {
  std::size_t rank = 0;
  for (const Value& each : output.priorities) {
    if (feel::equal(each, value) == feel::Truth::yes) break;
    ++rank;
  }
  return rank;
}

Value sum_of(std::span<const Value> values, feel::Evaluation& evaluation) {
  feel::Number sum;
  for (const Value& value : values) {
    if (value.kind() != feel::Kind::number) {
      return evaluation.null_because("only numbers have a sum");
    }
    const auto next = add(sum, value.number());
    if (!next) return evaluation.null_because("the sum is too large");
    sum = *next;
  }
  return Value::of(sum);
}

Value extreme_of(std::span<const Value> values, int wanted, feel::Evaluation& evaluation) {
  Value best = values[0];
  for (const Value& value : values) {
    const auto order = feel::compare(value, best);
    if (!order) return evaluation.null_because("the outputs have no order among themselves");
    if (*order == wanted) best = value;
  }
  return best;
}

}  // namespace

Value Matches::composed(std::span<const Value> parts) {
  if (parts.size() == 1) return parts[0];
  feel::Arena& arena = evaluation_.arena;
  auto* entries = arena.array<feel::Entry>(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) entries[i] = {table_.outputs[i].name, parts[i]};
  auto* context = arena.array<feel::Context>(1);
  *context = {entries, parts.size()};
  return Value::context(context);
}

Value Matches::output_of(const CompiledOutput& output, std::uint32_t rule) {
  const Value value = output.entries[rule]->evaluate(evaluation_, frame_);
  return table_.types->coerce(value, output.type, evaluation_);
}

Value Matches::value_of(std::uint32_t rule) {
  Value* parts = evaluation_.arena.array<Value>(table_.outputs.size());
  for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
    parts[i] = output_of(table_.outputs[i], rule);
  }
  return composed({parts, table_.outputs.size()});
}

// Defaults stand in when no rule matches; without one, lists are empty and the rest is null.
Value Matches::none() {
  const bool has_default = std::ranges::any_of(
      table_.outputs, [](const CompiledOutput& output) { return output.otherwise != nullptr; });
  if (!has_default) {
    if (table_.aggregation == Aggregation::count) return Value::of(std::int64_t{0});
    const bool is_list =
        table_.policy == HitPolicy::rule_order || table_.policy == HitPolicy::output_order ||
        (table_.policy == HitPolicy::collect && table_.aggregation == Aggregation::none);
    if (is_list) return Value::list({});
    return evaluation_.null_because("no rule matches and there is no default output");
  }
  Value* parts = evaluation_.arena.array<Value>(table_.outputs.size());
  for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
    const CompiledOutput& output = table_.outputs[i];
    parts[i] =
        output.otherwise == nullptr ? Value{} : output.otherwise->evaluate(evaluation_, frame_);
  }
  return composed({parts, table_.outputs.size()});
}

Value Matches::unique() {
  if (rules_.size() > 1) {
    return evaluation_.null_because("more than one rule matches in a table of policy unique");
  }
  return value_of(rules_[0]);
}

Value Matches::any() {
  const Value first = value_of(rules_[0]);
  for (const std::uint32_t rule : rules_.subspan(1)) {
    const Value other = value_of(rule);
    const bool same =
        (first.is_null() && other.is_null()) || feel::equal(first, other) == feel::Truth::yes;
    if (!same) {
      return evaluation_.null_because("rules with different outputs match under policy any");
    }
  }
  return first;
}

Value Matches::listed(std::span<const std::uint32_t> rules) {
  Value* items = evaluation_.arena.array<Value>(rules.size());
  std::ranges::transform(rules, items, [this](std::uint32_t rule) { return value_of(rule); });
  return Value::list({items, rules.size()});
}

// The rules by falling priority of their outputs, the first output weighing most.
std::span<const std::uint32_t> Matches::by_priority() {
  const std::size_t width = table_.outputs.size();
  auto* ranks = evaluation_.arena.array<std::size_t>(width * table_.rules);
  for (const std::uint32_t rule : rules_) {
    for (std::size_t i = 0; i < width; ++i) {
      const CompiledOutput& output = table_.outputs[i];
      ranks[rule * width + i] =
          output.priorities.empty() ? 0 : rank_of(output, output_of(output, rule));
    }
  }
  auto* sorted = evaluation_.arena.array<std::uint32_t>(rules_.size());
  std::ranges::copy(rules_, sorted);
  const std::span<std::uint32_t> order{sorted, rules_.size()};
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return std::lexicographical_compare(ranks + a * width, ranks + (a + 1) * width,
                                        ranks + b * width, ranks + (b + 1) * width);
  });
  return order;
}

Value Matches::aggregated(const CompiledOutput& output) {
  Value* values = evaluation_.arena.array<Value>(rules_.size());
  std::ranges::transform(rules_, values,
                         [&](std::uint32_t rule) { return output_of(output, rule); });
  const std::span<const Value> all{values, rules_.size()};
  switch (table_.aggregation) {
    case Aggregation::sum:
      return sum_of(all, evaluation_);
    case Aggregation::min:
      return extreme_of(all, -1, evaluation_);
    case Aggregation::max:
      return extreme_of(all, 1, evaluation_);
    default:
      return Value::of(static_cast<std::int64_t>(rules_.size()));
  }
}

Value Matches::collected() {
  if (table_.aggregation == Aggregation::none) return listed(rules_);
  if (table_.aggregation == Aggregation::count) return aggregated(table_.outputs[0]);
  Value* parts = evaluation_.arena.array<Value>(table_.outputs.size());
  std::ranges::transform(table_.outputs, parts,
                         [this](const CompiledOutput& output) { return aggregated(output); });
  return composed({parts, table_.outputs.size()});
}

Value Matches::result() {
  if (rules_.empty()) return none();
  switch (table_.policy) {
    case HitPolicy::unique:
      return unique();
    case HitPolicy::any:
      return any();
    case HitPolicy::priority:
      return value_of(by_priority()[0]);
    case HitPolicy::first:
      return value_of(rules_[0]);
    case HitPolicy::rule_order:
      return listed(rules_);
    case HitPolicy::output_order:
      return listed(by_priority());
    case HitPolicy::collect:
      return collected();
  }
  return {};
}

}  // namespace haven::dmn
