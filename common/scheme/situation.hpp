#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/scheme/cover.hpp"
#include "common/scheme/rules.hpp"

namespace haven::scheme {

/// A case on its way to a decision: the facts, what follows from them at once, and the lines
/// decided so far. Conditions, amounts and payees look at nothing else.
struct Situation {
  const Pack& pack;
  const Case& facts;
  std::string place{};                    // home, abroad, or empty: not known
  std::vector<CoverOnDay> covers{};       // by scheme, on the incident's day
  std::size_t scheme = 0;                 // at hand
  const Relative* beneficiary = nullptr;  // chosen for the benefit at hand
  Decision decision{};
  std::vector<Money> owed{};               // by line, before earlier payments are deducted
  std::vector<const Benefit*> benefits{};  // by line
};

Situation situation_of(const Pack& pack, const Case& facts);

const CoverOnDay& cover_of_scheme(const Situation& situation, const std::string& scheme);
std::optional<Date> date_of(const Situation& situation, const DateRef& date);
const std::string* stated(const Case& facts, const std::string& name);  // facts.<name>

/// Alive and not barred: whoever else is in the list counts for nothing.
bool counts(const Relative& relative);
const Relative* relative_of(const Case& facts, const std::string& id);

/// Payments on or after the incident's day are payments for it.
bool is_for_this_incident(const Case& facts, const PastPayment& payment);

bool is_one_of(const std::vector<std::string>& values, std::string_view value);

}  // namespace haven::scheme
