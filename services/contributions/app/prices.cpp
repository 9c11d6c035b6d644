#include "services/contributions/app/prices.hpp"

#include <set>

namespace haven::contributions {

std::map<PriceKey, Money> prices_of(const Occasion& occasion,
                                    const std::vector<Payment>& payments) {
  std::map<PriceKey, Money> prices;
  std::set<PriceKey> asked;
  for (const Payment& payment : payments) {
    const PriceKey key{payment.scheme, payment.kind, payment.paid};
    if (!asked.insert(key).second) continue;
    const auto price =
        scheme::contribution_due(occasion.pack, payment.scheme, payment.kind, payment.paid);
    if (price) prices.emplace(key, *price);
  }
  return prices;
}

}  // namespace haven::contributions
