#pragma once
#include <string>

#include "common/service/setting.hpp"
#include "services/contributions/api/routes.hpp"
#include "services/contributions/app/occasion.hpp"

namespace haven::contributions {

inline Occasion occasion_of(const service::Setting& setting, const Packs& packs,
                            const std::string& fund, Instant now, std::string by,
                            std::string cause) {
  const Fund& served = setting.fund(fund);
  return {fund, *packs.at(served.pack), day_of(now, served.offset),
          now,  std::move(by),          std::move(cause)};
}

}  // namespace haven::contributions
