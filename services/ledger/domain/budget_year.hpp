#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "services/ledger/domain/entry.hpp"
#include "services/ledger/domain/purse.hpp"

namespace haven::ledger {

int year_of(Date day);

/// "owwa_assistance_2026": the purse of a template's budget year; and back.
std::string year_purse_name(const std::string& template_name, int year);
struct YearPurseName {
  std::string template_name;
  int year = 0;
};
std::optional<YearPurseName> year_purse_from(const std::string& purse);

/// The first day on which a budget year takes no new awards: so many months after its end.
Date closing_day(int year, int closes_after_months);

/// The day on which an obligation arose, as its award says; without one, the day on which it was
/// awarded. Nothing when the award says something that is no day.
std::optional<Date> arose_on(const std::string& said, Date awarded_on);

/// What of a purse's balance no award can take: the floor, and when the year is closed everything
/// but `late_minor`, which two people brought in after that.
std::int64_t held_back(std::int64_t balance_minor, std::int64_t floor_minor, bool is_closed,
                       std::int64_t late_minor);

/// What of a closed year's balance lapses. Money that came late for awards stays while they wait.
std::int64_t lapsing(std::int64_t balance_minor, std::int64_t late_minor, bool awards_wait);

/// Refused: a name twice, or that a year of another purse would have; a remainder that goes to no
/// undivided purse of the same currency and layer.
Result<void> check_purses(const std::vector<PurseTerms>& terms);

/// What a closed year still holds goes to the purse that gets its remainder.
Entry expiry_entry(const Cause&, const PurseAccounts& year, const PurseAccounts& remainder,
                   const Money& amount);

}  // namespace haven::ledger
