#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"

namespace haven::ledger {

/// One benefit that a purse may pay for.
struct Purpose {
  std::string scheme;
  std::string benefit;
  bool operator==(const Purpose&) const = default;
};

/// A purse that exists once for each budget year, which is a year of the fund's calendar.
struct YearlyBudget {
  int closes_after_months = 0;  // after the year's end; then it takes no new awards
  std::string remainder_to;     // the undivided purse that gets what a closed year still holds
  bool operator==(const YearlyBudget&) const = default;
};

/// What a purse is, as the fund's administrator wrote it down.
struct PurseTerms {
  std::string purse;  // "owwa_welfare"
  std::string layer;  // fund, insurer, employer, agency
  Currency currency;
  Money floor;                    // never spent
  std::vector<Purpose> purposes;  // none for a reserve that pays nothing by itself
  std::optional<YearlyBudget> yearly{};
};

/// A purse as it stands. `available` includes the floor.
struct PurseBalance {
  std::string purse;
  std::string layer;
  Money floor, available, reserved, in_transit, paid;
  Money unclaimed;         // awarded, and nobody could be paid for long
  Money lent;              // advanced for insurers, cannot be awarded
  Money advances_waiting;  // would be lent if the purse could bear it
  std::optional<int> budget_year{};
  std::optional<Date> closes_on{};  // the first day on which it takes no new awards
};

/// Slices of a purse that claims take from; slice 0 comes on top and holds the floor.
constexpr std::size_t slices_of_claims = 16;

/// How a purse's balance lies in its slices: the floor first, the rest in equal parts, the units
/// that are left over in the first.
std::vector<std::int64_t> spread(std::int64_t balance_minor, std::int64_t floor_minor);

/// How many of the waiting awards, in order, the balance above the floor pays: up to the first one
/// that it cannot, so that nobody who was awarded later overtakes.
std::size_t payable_in_order(std::int64_t balance_minor, std::int64_t floor_minor,
                             const std::vector<std::int64_t>& waiting);

/// What is missing for an award behind others that wait for `ahead_minor`; zero when it can be
/// paid.
std::int64_t missing_for(std::int64_t balance_minor, std::int64_t floor_minor,
                         std::int64_t ahead_minor, std::int64_t amount_minor);

}  // namespace haven::ledger
