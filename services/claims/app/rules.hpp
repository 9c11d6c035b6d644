#pragma once
#include <chrono>
#include <map>
#include <string>

#include "common/core/clock.hpp"
#include "common/messaging/event.hpp"
#include "common/scheme/pack.hpp"
#include "common/service/setting.hpp"

namespace haven::claims {

using Packs = std::map<std::string, scheme::PackPtr>;

/// What one fund's claims are judged by: its pack and its calendar.
struct FundRules {
  std::string fund;
  scheme::PackPtr pack;
  std::chrono::minutes offset{};

  [[nodiscard]] Date day(Instant now) const { return day_of(now, offset); }
  /// The last moment of a day in the fund's time.
  [[nodiscard]] Instant end_of(Date day) const;
};

/// Throws for a fund that is not configured: its events wait until it is.
FundRules rules_of(const service::Setting& setting, const Packs& packs, const std::string& fund);

/// Who acts, and by which command or event.
struct Actor {
  std::string subject;  // a person's, or a service's name
  std::string cause;    // the Idempotency-Key or the event's id
};

messaging::Origin origin_of(const FundRules& rules, const Actor& actor);

}  // namespace haven::claims
