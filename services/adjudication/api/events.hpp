#pragma once
#include "common/messaging/consumer.hpp"
#include "common/service/setting.hpp"
#include "services/adjudication/app/rules.hpp"

namespace haven::adjudication {

/// What adjudication listens to. `setting` outlives the subscriptions.
void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const Packs& packs);

/// Called now and then: awards the instalments whose day has come. Returns how many.
std::size_t sweep_instalments(const service::Setting& setting);

}  // namespace haven::adjudication
