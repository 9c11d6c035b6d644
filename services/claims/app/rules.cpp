#include "services/claims/app/rules.hpp"

#include <algorithm>
#include <stdexcept>

namespace haven::claims {

Instant FundRules::end_of(Date day) const {
  return Instant{day + std::chrono::days{1}} - offset - std::chrono::microseconds{1};
}

FundRules rules_of(const service::Setting& setting, const Packs& packs, const std::string& fund) {
  const auto found = std::ranges::find(setting.funds, fund, &Fund::code);
  if (found == setting.funds.end()) throw std::runtime_error{"no fund is configured by that code"};
  return {fund, packs.at(found->pack), found->offset};
}

messaging::Origin origin_of(const FundRules& rules, const Actor& actor) {
  return {"claims", rules.fund, actor.cause};
}

}  // namespace haven::claims
