#pragma once
#include "common/feel/expression.hpp"

/// Operators on all kinds of values: numbers, texts, and whatever has to do with time. What FEEL
/// does not define is null with a reason.
namespace haven::feel {

Value sum(Evaluation& evaluation, const Value& a, const Value& b);
Value difference(Evaluation& evaluation, const Value& a, const Value& b);
Value product(Evaluation& evaluation, const Value& a, const Value& b);
Value quotient(Evaluation& evaluation, const Value& a, const Value& b);
Value power(Evaluation& evaluation, const Value& a, const Value& b);
Value negation(Evaluation& evaluation, const Value& a);

/// As equal(a, b); every part that is compared counts as a step.
Truth equal(Evaluation& evaluation, const Value& a, const Value& b);

/// `value.name` where the value is a date, a time, a duration or a range ("year", "time offset",
/// "start included"); null where it has no such property.
Value property_of(Evaluation& evaluation, const Value& value, std::string_view name);

}  // namespace haven::feel
