#pragma once
#include <cstddef>

#include "common/messaging/consumer.hpp"
#include "common/service/setting.hpp"

namespace haven::disbursement {

/// What disbursement listens to: reserved funds, withdrawn entitlements, payees' accounts.
void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting);

/// Called now and then: asks about payments that the bank is silent about. Returns how many.
std::size_t sweep_unknown(const service::Setting& setting);

}  // namespace haven::disbursement
