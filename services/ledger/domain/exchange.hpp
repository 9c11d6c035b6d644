#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/core/result.hpp"
#include "services/ledger/domain/entry.hpp"

namespace haven::ledger {

/// Units of the bought currency for one unit of the sold one, exact: digits shifted by decimals.
class Rate {
 public:
  /// Reads "56.105": at most 9 digits and 8 decimals, more than zero, nothing else.
  static std::optional<Rate> from(std::string_view text);

  /// What an amount is worth in the other currency, rounded half up; and the way back. Nothing for
  /// more than 10^15 units.
  [[nodiscard]] std::optional<Money> bought_for(const Money& sold, const Currency& bought) const;
  [[nodiscard]] std::optional<Money> sold_for(const Money& bought, const Currency& sold) const;

 private:
  Rate(std::int64_t digits, std::int64_t scale) : digits_(digits), scale_(scale) {}
  std::int64_t digits_;
  std::int64_t scale_;  // 10 to the number of decimals
};

/// The rate of an entry as it is kept: of which day, and who published it.
struct EntryRate {
  Currency sold, bought;
  std::string rate;  // decimal text
  std::string source;
  Date on{};
};

/// Two amounts that were changed for one another, as somebody says.
struct Deal {
  Money sold, bought;
  std::string rate;
};
/// What was sold at its rate. Refused: no rate, or bought lies further from it than half a percent
/// (or one minor unit, where that is more), with the limits.
Result<Money> value_of(const Deal& deal);

/// The entry of an exchange. In each currency the bank stands against the exchange account of the
/// purse; bought enters the purse at the rate's value, and what the bank gave less or more is
/// rounding.
struct ExchangeSides {
  std::string from_purse, to_purse, layer;
  Money sold, bought, value;
};
Entry exchange_entry(const Cause&, const ExchangeSides&);
/// "exchange:USD:owwa_repatriation_usd": what the purse gave (debit) or got (credit) by exchanges.
Account exchange_account(const std::string& purse, const std::string& layer, const Currency&);

}  // namespace haven::ledger
