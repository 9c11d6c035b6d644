#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/ledger/domain/earmark.hpp"

namespace haven::ledger::store {

/// Keeps the fund's earmarks; one that is not named any more ends.
void save_earmarks(db::Transaction& tx, const std::string& fund,
                   const std::vector<Earmark>& earmarks);
/// The fund's earmarks by name; of one purse if asked.
struct PurseEarmark {
  Earmark earmark;
  Currency currency;  // of the purse
};
std::vector<PurseEarmark> earmarks_of(db::Transaction& tx, const std::string& fund,
                                      const std::string& purse = "");

/// What was booked on accounts of the base in the calendar year, less what was taken back, in each
/// currency.
std::vector<Money> income_of(db::Transaction& tx, const std::string& fund, const std::string& base,
                             int year);
/// Confirmed fundings of the purse that count towards the year.
Money set_aside(db::Transaction& tx, const std::string& fund, const std::string& purse,
                const Currency& currency, int year);

}  // namespace haven::ledger::store
