#include "common/service/setting.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"

namespace haven::service {

const Fund& Setting::fund(const std::string& code) const {
  const auto found = std::ranges::find(funds, code, &Fund::code);
  ensure(found != funds.end(), "a fund that is served is configured");
  return *found;
}

Date Setting::today(const std::string& fund_code) const {
  return day_of(clock(), fund(fund_code).offset);
}

}  // namespace haven::service
