#pragma once
#include "common/messaging/consumer.hpp"
#include "common/service/setting.hpp"
#include "services/recoveries/domain/terms.hpp"

namespace haven::recoveries {

/// What recoveries listens to: what raises a debt, what pays it. `terms` outlives the consumer.
void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const TermsOfFunds& terms);

/// Moves on every receivable whose clock has run; returns how many. Called again and again.
std::size_t sweep_clocks(const service::Setting& setting, const TermsOfFunds& terms);

}  // namespace haven::recoveries
