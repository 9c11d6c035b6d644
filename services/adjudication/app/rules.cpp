#include "services/adjudication/app/rules.hpp"

namespace haven::adjudication {

Result<Rules> rules_of(const service::Setting& setting, const Packs& packs, const std::string& fund,
                       Instant now) {
  const Fund& served = setting.fund(fund);
  const auto pack = packs.find(served.pack);
  if (pack == packs.end()) {
    return refuse(ErrorKind::unavailable, "pack_not_installed",
                  "The scheme pack " + served.pack + " is not installed.");
  }
  return Rules{pack->second, day_of(now, served.offset)};
}

}  // namespace haven::adjudication
