#pragma once
#include <optional>
#include <string>

#include "services/ledger/domain/exchange.hpp"

namespace haven::ledger::store {

/// The columns of an entry's rate where it has one.
inline const std::string rate_columns =
    "r.sold_currency::text, r.bought_currency::text, r.rate::text, r.rate_source, r.rate_on::text ";
/// Joins them to the entries e.
inline const std::string rate_join = "left join ledger.entry_rate r on r.entry_id = e.entry_id ";

/// The variables of one row of rate_columns.
struct RateRow {
  std::optional<std::string> sold, bought, rate, source, on;

  [[nodiscard]] std::optional<EntryRate> take() const {
    if (!rate) return {};
    return EntryRate{*Currency::from(*sold), *Currency::from(*bought), *rate, *source,
                     *date_from(*on)};
  }
};

}  // namespace haven::ledger::store
