#pragma once
#include <string>
#include <vector>

#include "common/scheme/situation.hpp"

/// What the formulas of a pack come to for a case.
namespace haven::scheme {

feel::Value value_of(Situation& situation, const Formula& formula);
/// True only when it is true: what is not known is not.
bool holds(Situation& situation, const Formula& formula);
/// True where a condition is left out.
bool holds(Situation& situation, const std::optional<Formula>& formula);
std::optional<Date> date_of(Situation& situation, const Formula& formula);
/// Nothing for what is no whole number or out of reach.
std::optional<int> count_of(Situation& situation, const Formula& formula);
/// Less than nothing is nothing.
std::optional<Money> money_of(Situation& situation, const Formula& formula,
                              const Currency& currency);
/// A text, borrowed from the case or the formula; empty for null and for everything else.
std::string_view word_of(Situation& situation, const Formula& formula);
/// The relatives in a list that FEEL gave, in its order; those who count (alive and not barred).
std::vector<const Relative*> people_of(Situation& situation, const Formula& formula);

/// The currency in which some amount that the formula reads is stated, if it is not the wanted one.
std::optional<std::string> other_currency(Situation& situation, const Formula& formula,
                                          const Currency& wanted);

/// What the case says about the facts that a formula reads: "incident.cause is accident".
std::string found_by(Situation& situation, const Formula& formula);

/// "12.00 USD"
std::string written(const Money& amount);

}  // namespace haven::scheme
