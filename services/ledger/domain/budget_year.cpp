#include "services/ledger/domain/budget_year.hpp"

#include <algorithm>
#include <set>

#include "common/core/ensure.hpp"

namespace haven::ledger {
namespace {

tl::unexpected<Error> wrong(const std::string& purse, const std::string& detail) {
  return refuse(ErrorKind::conflict, "purse_file_wrong", purse + ": " + detail);
}

Result<void> check_names(const std::vector<PurseTerms>& terms) {
  std::set<std::string> names, templates;
  for (const PurseTerms& purse : terms) {
    if (!names.insert(purse.purse).second) return wrong(purse.purse, "stands in the file twice");
    if (purse.yearly) templates.insert(purse.purse);
  }
  for (const PurseTerms& purse : terms) {
    const auto year = year_purse_from(purse.purse);
    if (!year || !templates.contains(year->template_name)) continue;
    return wrong(purse.purse,
                 "is the name of a budget year of " + year->template_name + "; take another");
  }
  return {};
}

Result<void> check_remainder(const PurseTerms& purse, const std::vector<PurseTerms>& terms) {
  const auto to = std::ranges::find(terms, purse.yearly->remainder_to, &PurseTerms::purse);
  if (to == terms.end() || to->yearly) {
    return wrong(purse.purse, "remainder_to must name an undivided purse of the file");
  }
  if (to->currency == purse.currency && to->layer == purse.layer) return {};
  return wrong(purse.purse, "remainder_to must name a purse of the same currency and layer");
}

}  // namespace

int year_of(Date day) {
  return static_cast<int>(std::chrono::year_month_day{day}.year());
}

std::string year_purse_name(const std::string& template_name, int year) {
  return template_name + "_" + std::to_string(year);
}

std::optional<YearPurseName> year_purse_from(const std::string& purse) {
  constexpr std::size_t suffix = 5;  // "_2026"
  if (purse.size() <= suffix || purse[purse.size() - suffix] != '_') return {};
  const auto first_day = date_from(purse.substr(purse.size() - suffix + 1) + "-01-01");
  if (!first_day) return {};
  return YearPurseName{purse.substr(0, purse.size() - suffix), year_of(*first_day)};
}

Date closing_day(int year, int closes_after_months) {
  return add_months(std::chrono::year{year + 1} / 1 / 1, closes_after_months);
}

std::optional<Date> arose_on(const std::string& said, Date awarded_on) {
  return said.empty() ? awarded_on : date_from(said);
}

std::int64_t held_back(std::int64_t balance_minor, std::int64_t floor_minor, bool is_closed,
                       std::int64_t late_minor) {
  return is_closed ? std::max(floor_minor, balance_minor - late_minor) : floor_minor;
}

std::int64_t lapsing(std::int64_t balance_minor, std::int64_t late_minor, bool awards_wait) {
  if (!awards_wait) return balance_minor;
  return std::max<std::int64_t>(balance_minor - late_minor, 0);
}

Result<void> check_purses(const std::vector<PurseTerms>& terms) {
  if (const auto names = check_names(terms); !names) return names;
  for (const PurseTerms& purse : terms) {
    if (!purse.yearly) continue;
    if (const auto remainder = check_remainder(purse, terms); !remainder) return remainder;
  }
  return {};
}

Entry expiry_entry(const Cause& cause, const PurseAccounts& year, const PurseAccounts& remainder,
                   const Money& amount) {
  ensure(amount.minor() > 0, "an expiry moves a positive amount");
  return {cause, "expiry", {{year.funded, amount}, {remainder.funded, amount.times(-1)}}};
}

}  // namespace haven::ledger
