#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/ledger/domain/purse.hpp"

namespace haven::ledger::store {

/// Keeps what the years of a purse are made from; years that are still open take over its floor and
/// grace. An undivided purse of the same name closes today. False when the template is kept with
/// another layer or currency.
bool save_yearly(db::Transaction& tx, const std::string& fund, const PurseTerms& terms, Date today);
/// The template as it is kept, without its purposes.
std::optional<PurseTerms> find_yearly(db::Transaction& tx, const std::string& fund,
                                      const std::string& template_name);

/// Makes the purse of a budget year with nothing in it, where it is not there yet. False when its
/// name belongs to another purse.
bool make_year(db::Transaction& tx, const std::string& fund, const PurseTerms& yearly, int year);
/// The purses of the template, by name.
std::vector<std::string> purses_of(db::Transaction& tx, const std::string& fund,
                                   const std::string& template_name);

/// More or less money that came to a closed year by two people. The purse must be locked.
void add_late(db::Transaction& tx, const std::string& fund, const std::string& purse,
              std::int64_t minor);

/// A budget year in figures. What it holds is `left`; awards that wait are none of it.
struct BudgetYear {
  std::string purse, template_name;
  std::optional<int> year;  // nothing for a purse from before it was divided
  Date closes_on{};
  Money funded, granted, reserved, in_transit, left, waiting;
};
/// All budget years of the fund, by template and year.
std::vector<BudgetYear> budget_years(db::Transaction& tx, const std::string& fund);

}  // namespace haven::ledger::store
