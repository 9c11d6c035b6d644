#include "services/recoveries/api/events.hpp"

namespace haven::recoveries {

void add_subscriptions(messaging::Subscriptions&, const service::Setting&, const TermsOfFunds&) {}

std::size_t sweep_clocks(const service::Setting&, const TermsOfFunds&) {
  return 0;
}

}  // namespace haven::recoveries
