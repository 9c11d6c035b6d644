#pragma once
#include <string>
#include <vector>

#include "common/core/money.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/domain/ages.hpp"

/// How long money of partners has been under way.
namespace haven::contributions::store {

/// One partner in one currency. `in_transit` is what the books hold for it: what it collected and
/// did not give back, less what the bank shows. It is the sum of `uncovered`, `announced` and
/// `differences`; unmatched receipts are part of it.
struct PartnerAges {
  std::string partner;
  Currency currency;
  Ages uncovered;                      // receipts that no deposit covers, by the day paid
  Ages announced;                      // deposits of which no line is assigned, by the day paid in
  Ages unmatched;                      // receipts that fit nobody, by the day paid
  std::int64_t differences_minor = 0;  // deposits that are over or short on either side
  std::int64_t in_transit_minor = 0;
};

/// By partner and currency; only where something is under way.
std::vector<PartnerAges> ages_of(db::Transaction& tx, const std::string& fund, Date today);

/// The sums of all partners, by currency.
std::vector<PartnerAges> totals_of(const std::vector<PartnerAges>& rows);

}  // namespace haven::contributions::store
