#pragma once
#include "common/messaging/consumer.hpp"
#include "common/service/setting.hpp"
#include "services/enrolment/api/routes.hpp"

namespace haven::enrolment {

/// What enrolment listens to; `setting` and `packs` outlive the subscriptions.
void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const Packs& packs);

}  // namespace haven::enrolment
