#pragma once
#include "common/messaging/consumer.hpp"
#include "common/service/setting.hpp"
#include "services/claims/app/rules.hpp"
#include "services/claims/app/sweep_due.hpp"

namespace haven::claims {

/// Everything that claims listens to. `setting` outlives the subscriptions.
void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const Packs& packs);

/// The part of it that is about money; called by add_subscriptions().
void add_money_subscriptions(messaging::Subscriptions& subscriptions,
                             const service::Setting& setting, const Packs& packs);

}  // namespace haven::claims
