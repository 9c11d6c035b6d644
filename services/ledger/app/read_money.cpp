#include "services/ledger/app/read_money.hpp"

namespace haven::ledger {

std::optional<Money> positive_money_from(const common::v1::Money& wire) {
  const auto currency = Currency::from(wire.currency());
  if (!currency || wire.minor() <= 0) return {};
  return Money{wire.minor(), *currency};
}

}  // namespace haven::ledger
