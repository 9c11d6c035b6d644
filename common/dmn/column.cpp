#include "common/dmn/column.hpp"

#include <algorithm>

#include "common/dmn/constants.hpp"
#include "common/feel/temporal.hpp"

namespace haven::dmn {
namespace {

using feel::Kind;
using feel::Value;
using Texts = std::span<const std::string>;
using Tests = std::vector<std::optional<feel::Expression>>;  // over slot 0; nothing for "-"

// Making a column asks every entry about every region; beyond so many questions it is not worth it.
constexpr std::size_t questions_max = 500'000;

// Kinds whose values have one order; date-times are left out, for those without a zone have none.
bool has_order(Kind kind) {
  return kind == Kind::boolean || kind == Kind::number || kind == Kind::text ||
         kind == Kind::date || kind == Kind::days_duration || kind == Kind::months_duration;
}

int order_of(const Value& a, const Value& b) {
  if (a.kind() == Kind::boolean) return int{a.boolean()} - int{b.boolean()};
  return feel::compare(a, b).value_or(0);
}

// The value of a constant's text, kept in the arena.
Value value_of(const std::string& text, feel::Arena& constants) {
  const auto expression = feel::Expression::compile(text, {});
  if (!expression) return {};
  feel::Evaluation evaluation;
  return feel::copy(feel::evaluate(*expression, evaluation, {}), constants);
}

// The points of a column; nothing when it has entries of another make.
std::optional<std::vector<Value>> points_of(Texts entries, feel::Arena& constants) {
  std::vector<Value> points;
  for (const std::string& entry : entries) {
    const auto texts = constants_of(entry);
    if (!texts) return {};
    for (const std::string& text : *texts) {
      if (text == "null") continue;
      points.push_back(value_of(text, constants));
      if (points.back().kind() != points.front().kind()) return {};
    }
  }
  if (points.empty() || !has_order(points.front().kind())) return {};
  std::ranges::sort(points, [](const Value& a, const Value& b) { return order_of(a, b) < 0; });
  const auto same = [](const Value& a, const Value& b) { return order_of(a, b) == 0; };
  points.erase(std::unique(points.begin(), points.end(), same), points.end());
  return points;
}

std::optional<Value> moved(const Value& value, std::int64_t by) {
  switch (value.kind()) {
    case Kind::number: {
      const auto sum = add(value.number(), feel::Number::of(by));
      return sum ? std::optional{Value::of(*sum)} : std::nullopt;
    }
    case Kind::date: {
      const auto day = feel::day_from_number(feel::day_number(value.date()) + by);
      return day ? std::optional{Value::of(*day)} : std::nullopt;
    }
    case Kind::days_duration:
      return Value::days_duration(value.seconds() + by, 0);
    case Kind::months_duration:
      return Value::months_duration(value.months() + by);
    default:
      return {};
  }
}

Value half_way(const feel::Number& low, const feel::Number& high) {
  const auto sum = add(low, high);
  const auto half = sum ? divide(*sum, feel::Number::of(2)) : std::nullopt;
  return half ? Value::of(*half) : Value{};
}

// The text that follows at once; between it and the first there is no other.
Value next_text(const Value& value, feel::Arena& constants) {
  return Value::text(constants.copy(std::string{value.text()} + '\x01'));
}

bool lies_between(const Value& low, const Value& value, const Value& high) {
  return order_of(low, value) < 0 && order_of(value, high) < 0;
}

// A value between two neighbours, null when there is none.
Value between(const Value& low, const Value& high, feel::Arena& constants) {
  if (const auto next = moved(low, 1); next && lies_between(low, *next, high)) return *next;
  if (low.kind() == Kind::text) {
    const Value next = next_text(low, constants);
    return lies_between(low, next, high) ? next : Value{};
  }
  if (low.kind() == Kind::number) return half_way(low.number(), high.number());
  return {};
}

Value below(const Value& first) {
  if (first.kind() == Kind::text) return first.text().empty() ? Value{} : Value::text("");
  return moved(first, -1).value_or(Value{});
}

Value above(const Value& last, feel::Arena& constants) {
  if (last.kind() == Kind::text) return next_text(last, constants);
  return moved(last, 1).value_or(Value{});
}

std::optional<Tests> tests_of(Texts entries) {
  feel::Names names;
  names.add("?");
  Tests tests;
  for (const std::string& entry : entries) {
    tests.emplace_back();
    if (matches_anything(entry)) continue;
    auto made = feel::Expression::compile_unary_tests(entry, names, 0);
    if (!made) return {};
    tests.back() = std::move(*made);
  }
  return tests;
}

RuleSet rules_matching(const Tests& tests, const Value& value) {
  feel::Evaluation evaluation;
  RuleSet rules{tests.size()};
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (!tests[i] || feel::evaluate(*tests[i], evaluation, {&value, 1}).is_true()) rules.add(i);
  }
  return rules;
}

std::vector<Value> examples_of(const std::vector<Value>& points, feel::Arena& constants) {
  std::vector<Value> examples{below(points.front())};
  for (std::size_t i = 0; i < points.size(); ++i) {
    examples.push_back(points[i]);
    examples.push_back(i + 1 < points.size() ? between(points[i], points[i + 1], constants)
                                             : above(points[i], constants));
  }
  return examples;
}

}  // namespace

std::optional<Column> Column::of(Texts entries, feel::Arena& constants) {
  auto points = points_of(entries, constants);
  if (!points || points->size() * 2 * entries.size() > questions_max) return {};
  const auto tests = tests_of(entries);
  if (!tests) return {};
  if (points->front().kind() == Kind::boolean) points = {{Value::of(false), Value::of(true)}};
  Column column;
  column.kind_ = points->front().kind();
  column.points_ = std::move(*points);
  const auto examples = examples_of(column.points_, constants);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const bool is_empty = examples[i].is_null();
    column.regions_.push_back(
        {examples[i], i % 2 == 1,
         is_empty ? RuleSet{entries.size()} : rules_matching(*tests, examples[i])});
  }
  column.for_null_ = rules_matching(*tests, {});
  return column;
}

const RuleSet* Column::rules_for(const Value& value) const {
  if (value.is_null()) return &for_null_;
  if (value.kind() != kind_) return nullptr;
  const auto point = std::ranges::lower_bound(
      points_, value, [](const Value& a, const Value& b) { return order_of(a, b) < 0; });
  const auto index = static_cast<std::size_t>(point - points_.begin());
  const bool is_point = point != points_.end() && order_of(*point, value) == 0;
  const Region& region = regions_[2 * index + (is_point ? 1 : 0)];
  return region.example.is_null() ? nullptr : &region.rules;
}

std::vector<const Column::Region*> Column::regions() const {
  std::vector<const Region*> found;
  for (const Region& region : regions_) {
    if (!region.example.is_null()) found.push_back(&region);
  }
  return found;
}

}  // namespace haven::dmn
