#include "common/scheme/functions.hpp"

#include "common/scheme/clock.hpp"
#include "common/scheme/impairment.hpp"
#include "common/scheme/situation.hpp"

namespace haven::scheme {
namespace {

using Arguments = std::span<const feel::Value>;
using feel::Evaluation;
using feel::Value;

/// So far that no rule of a fund counts farther.
constexpr std::int64_t days_max = 100'000;

Value number(std::int64_t value) {
  return Value::of(value);
}

std::optional<int> whole(const Value& value) {
  if (value.kind() != feel::Kind::number) return {};
  const auto read = value.number().as_integer();
  if (!read || *read < -days_max || *read > days_max) return {};
  return static_cast<int>(*read);
}

std::string_view text(const Value& value) {
  return value.kind() == feel::Kind::text ? value.text() : std::string_view{};
}

template <int count(Date, Date)>
Value between(Evaluation& evaluation, Arguments arguments) {
  const auto first = date_of(arguments[0]), last = date_of(arguments[1]);
  if (!first || !last) return evaluation.null_because("a day is not known");
  return number(count(*first, *last));
}

int full_years_of_a_period(Date first, Date last) {
  return full_months(first, last) / 12;
}

template <Date move(Date, int)>
Value moved(Evaluation& evaluation, Arguments arguments) {
  const auto day = date_of(arguments[0]);
  const auto count = whole(arguments[1]);
  if (!day || !count) return evaluation.null_because("a day or a number is not known");
  return value_of(move(*day, *count));
}

Date add_days(Date day, int count) {
  return day + std::chrono::days{count};
}

Date add_working_days_of_the_week(Date day, int count) {
  return add_working_days(day, count, {});
}

const Situation& situation_of(Evaluation& evaluation) {
  return *static_cast<const Situation*>(evaluation.host);
}

/// Sum of the payments for this incident; null when they were made in several currencies.
Value paid(Evaluation& evaluation, Arguments arguments) {
  const Situation& at = situation_of(evaluation);
  const std::string_view scheme = text(arguments[0]), benefit = text(arguments[1]);
  std::optional<Money> sum;
  for (const PastPayment& each : at.facts.history) {
    if (each.scheme != scheme || each.benefit != benefit) continue;
    if (!is_for_this_incident(at.facts, each)) continue;
    if (sum && sum->currency() != each.amount.currency()) {
      return evaluation.null_because("it was paid in several currencies");
    }
    sum = sum ? *sum + each.amount : each.amount;
  }
  return sum ? value_of(*sum) : number(0);
}

const Line* line_of(const Situation& at, Arguments arguments) {
  const std::string_view scheme = text(arguments[0]), benefit = text(arguments[1]);
  for (const Line& line : at.decision.lines) {
    if (line.scheme == scheme && line.benefit == benefit) return &line;
  }
  return nullptr;
}

Value decided(Evaluation& evaluation, Arguments arguments) {
  const Line* line = line_of(situation_of(evaluation), arguments);
  if (line == nullptr) return {};
  auto& arena = evaluation.arena;
  auto* entries = arena.array<feel::Entry>(3);
  const bool pays = line->outcome == Outcome::pay;
  // Copied: lines move when one is added.
  new (&entries[0]) feel::Entry{"outcome", Value::text(arena.copy(name_of(line->outcome)))};
  new (&entries[1]) feel::Entry{"reason", pays ? Value{} : Value::text(arena.copy(line->reason))};
  new (&entries[2]) feel::Entry{"amount", pays ? value_of(line->amount) : Value{}};
  return Value::context(new (arena.array<feel::Context>(1)) feel::Context{entries, 3});
}

Value due(Evaluation& evaluation, Arguments arguments) {
  const std::string_view scheme = text(arguments[0]), benefit = text(arguments[1]);
  for (const DueDate& each : situation_of(evaluation).decision.due) {
    if (each.scheme == scheme && each.benefit == benefit) return value_of(each.date);
  }
  return {};
}

Value impaired(Evaluation& evaluation, Arguments arguments) {
  const Situation& at = situation_of(evaluation);
  const Scheme& scheme = at.scheme_at_hand();
  const auto state = scheme.states.find(std::string{text(arguments[0])});
  if (state == scheme.states.end()) return evaluation.null_because("no state has this name");
  return Value::of(reaches(state->second, scheme, at.facts.impairments));
}

}  // namespace

void add_functions(feel::Names& names) {
  names.add_function("age", {"born", "on"}, between<full_years>);
  names.add_function("full_months", {"first", "last"}, between<full_months>);
  names.add_function("full_years", {"first", "last"}, between<full_years_of_a_period>);
  names.add_function("add_months", {"day", "n"}, moved<haven::add_months>);
  names.add_function("add_days", {"day", "n"}, moved<add_days>);
  names.add_function("working_days_after", {"day", "n"}, moved<add_working_days_of_the_week>);
  names.add_function("paid", {"scheme", "benefit"}, paid);
  names.add_function("decided", {"scheme", "benefit"}, decided);
  names.add_function("due", {"scheme", "benefit"}, due);
  names.add_function("impaired", {"state"}, impaired);
}

}  // namespace haven::scheme
