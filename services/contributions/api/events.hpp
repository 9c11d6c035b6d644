#pragma once
#include "common/messaging/consumer.hpp"
#include "common/service/setting.hpp"
#include "services/contributions/api/routes.hpp"

namespace haven::contributions {

/// What contributions listens to; `setting` and `packs` outlive the subscriptions.
void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const Packs& packs);

}  // namespace haven::contributions
