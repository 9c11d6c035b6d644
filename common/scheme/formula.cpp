#include "common/scheme/formula.hpp"

#include "common/feel/temporal.hpp"

namespace haven::scheme {
namespace {

constexpr std::size_t shown_items_max = 8;

void append(std::string& text, const feel::Value& value);

void append_list(std::string& text, std::span<const feel::Value> items) {
  const bool are_plain = items.size() <= shown_items_max &&
                         (items.empty() || items.front().kind() != feel::Kind::context);
  if (!are_plain) {
    text += std::to_string(items.size()) + " listed";
    return;
  }
  if (items.empty()) text += "nothing";
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += ' ';
    append(text, items[i]);
  }
}

/// As a sentence says it: without quotes, long lists by their number.
void append(std::string& text, const feel::Value& value) {
  switch (value.kind()) {
    case feel::Kind::null:
      text += "not known";
      return;
    case feel::Kind::text:
      text += value.text();
      return;
    case feel::Kind::boolean:
      text += value.boolean() ? "true" : "false";
      return;
    case feel::Kind::number:
      text += value.number().text();
      return;
    case feel::Kind::list:
      append_list(text, value.items());
      return;
    default:
      text += feel::text_of(value);
  }
}

/// Names of what is at hand only while a list is gone through.
bool passes_by(const std::string& name) {
  return name.starts_with("person") || name.starts_with("cost.") ||
         name.starts_with("impairment.") || name == "bills";
}

void append_fact(std::string& text, Situation& at, std::size_t slot, const std::string& name) {
  if (!text.empty()) text += ", ";
  text += name;
  text += " is ";
  const auto decision = at.pack.tables.decision_at(slot);
  if (!decision) {
    append(text, at.sheet.value(slot));
    return;
  }
  append(text, at.consulted[*decision].value);
  const std::string rows = at.pack.tables.rows_of(*decision, at.consulted[*decision]);
  if (!rows.empty()) text += " (" + rows + ")";
}

}  // namespace

feel::Value value_of(Situation& at, const Formula& formula) {
  return at.sheet.evaluate(formula.expression);
}

bool holds(Situation& at, const Formula& formula) {
  return value_of(at, formula).is_true();
}

bool holds(Situation& at, const std::optional<Formula>& formula) {
  return !formula || holds(at, *formula);
}

std::optional<Date> date_of(Situation& at, const Formula& formula) {
  return date_of(value_of(at, formula));
}

std::optional<int> count_of(Situation& at, const Formula& formula) {
  const feel::Value value = value_of(at, formula);
  if (value.kind() != feel::Kind::number) return {};
  const auto count = value.number().as_integer();
  constexpr std::int64_t count_max = 1'000'000;
  if (!count || *count < -count_max || *count > count_max) return {};
  return static_cast<int>(*count);
}

std::optional<Money> money_of(Situation& at, const Formula& formula, const Currency& currency) {
  const auto amount = money_of(value_of(at, formula), currency);
  return amount && amount->minor() < 0 ? Money{0, currency} : amount;
}

std::string_view word_of(Situation& at, const Formula& formula) {
  const feel::Value value = value_of(at, formula);
  return value.kind() == feel::Kind::text ? value.text() : std::string_view{};
}

std::vector<const Relative*> people_of(Situation& at, const Formula& formula) {
  std::vector<const Relative*> people;
  const auto add = [&](const feel::Value& item) {
    if (item.kind() != feel::Kind::context) return;
    const Relative* relative = relative_of(at.facts, id_of(item));
    if (relative != nullptr && counts(*relative)) people.push_back(relative);
  };
  const feel::Value value = value_of(at, formula);
  if (value.kind() != feel::Kind::list) {
    add(value);
  } else {
    for (const feel::Value& each : value.items()) add(each);
  }
  return people;
}

std::optional<std::string> other_currency(Situation& at, const Formula& formula,
                                          const Currency& wanted) {
  for (const std::size_t slot : formula.currencies) {
    const feel::Value stated = at.sheet.value(slot);
    if (stated.kind() == feel::Kind::text && stated.text() != wanted.code()) {
      return std::string{stated.text()};
    }
  }
  return {};
}

std::string found_by(Situation& at, const Formula& formula) {
  std::string text;
  const auto& names = at.pack.vocabulary->names().variables();
  for (const std::size_t slot : formula.expression.slots()) {
    if (!passes_by(names[slot])) append_fact(text, at, slot, names[slot]);
  }
  return text.empty() ? formula.expression.text() : text;
}

std::string written(const Money& amount) {
  return decimal_text(amount) + " " + amount.currency().code();
}

}  // namespace haven::scheme
