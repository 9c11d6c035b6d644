#include "services/enrolment/api/events.hpp"

#include "services/enrolment/api/occasion_of.hpp"
#include "services/enrolment/app/on_contribution.hpp"

namespace haven::enrolment {

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const Packs& packs) {
  const auto because_of = [&setting, &packs](const messaging::Event& event, Instant now) {
    return occasion_of(setting, packs, event.fund, now, event.source, event.id.text());
  };
  subscriptions.on<contributions::v1::ContributionReceived>(
      [because_of](db::Transaction& tx, const messaging::Event& event, const auto& message,
                   Instant now) {
        return on_contribution_received(tx, because_of(event, now), message);
      });
  subscriptions.on<contributions::v1::ContributionReversed>(
      [because_of](db::Transaction& tx, const messaging::Event& event, const auto& message,
                   Instant now) {
        return on_contribution_reversed(tx, because_of(event, now), message);
      });
  subscriptions.on<contributions::v1::RefundApproved>(
      [because_of](db::Transaction& tx, const messaging::Event& event, const auto& message,
                   Instant now) {
        return on_refund_approved(tx, because_of(event, now), message);
      });
}

}  // namespace haven::enrolment
