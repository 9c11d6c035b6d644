#include "common/scheme/fact_sheet.hpp"

/// Money, days and ids on their way between C++ and FEEL.
namespace haven::scheme {

using feel::Kind;
using feel::Number;
using feel::Value;

Value value_of(const Money& amount) {
  static const Number minor_unit = Number::parse("0.01").value_or(Number{});
  const auto units = multiply(Number::of(amount.minor()), minor_unit);
  return units ? Value::of(*units) : Value{};
}

std::optional<Money> money_of(const Value& number, const Currency& currency) {
  constexpr std::int64_t minor_max = 100'000'000'000'000'000;  // what money_from() reads
  if (number.kind() != Kind::number) return {};
  const auto rounded = round(number.number(), 2, Number::Rounding::half_up);
  const auto minor = rounded ? multiply(*rounded, Number::of(100)) : std::nullopt;
  const auto units = minor ? minor->as_integer() : std::nullopt;
  if (!units || *units > minor_max || *units < -minor_max) return {};
  return Money{*units, currency};
}

Value value_of(Date day) {
  const std::chrono::year_month_day date{day};
  return Value::of(feel::CalendarDay{static_cast<int>(date.year()),
                                     static_cast<std::uint8_t>(static_cast<unsigned>(date.month())),
                                     static_cast<std::uint8_t>(static_cast<unsigned>(date.day()))});
}

std::optional<Date> date_of(const Value& value) {
  if (value.kind() != Kind::date) return {};
  const feel::CalendarDay day = value.date();
  if (day.year < 1900 || day.year > 2200) return {};  // the days that a Date is read from
  const std::chrono::year_month_day date{std::chrono::year{day.year}, std::chrono::month{day.month},
                                         std::chrono::day{day.day}};
  return date.ok() ? std::optional<Date>{date} : std::nullopt;
}

std::string_view id_of(const Value& context) {
  if (context.kind() != Kind::context) return {};
  const Value* id = context.context().find("id");
  return id != nullptr && id->kind() == Kind::text ? id->text() : std::string_view{};
}

}  // namespace haven::scheme
