#include "services/ledger/api/events.hpp"

#include "services/ledger/app/book_contribution.hpp"
#include "services/ledger/app/book_order.hpp"
#include "services/ledger/app/reserve_award.hpp"
#include "services/ledger/app/withdraw_award.hpp"

namespace haven::ledger {
namespace {

using db::Transaction;
using messaging::Event;

// The day that a statement names; today where it names none.
Date settled_on(const disbursement::v1::PaymentSettled& settled, Date today) {
  return date_from(settled.settled()).value_or(today);
}

}  // namespace

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting) {
  subscriptions.on<adjudication::v1::EntitlementAwarded>(
      [&setting](Transaction& tx, const Event& event, const auto& awarded, Instant now) {
        return reserve_award(tx, event, awarded, setting.today(event.fund), now);
      });
  subscriptions.on<adjudication::v1::EntitlementWithdrawn>(
      [&setting](Transaction& tx, const Event& event, const auto& withdrawn, Instant now) {
        return withdraw_award(tx, event, withdrawn, setting.today(event.fund), now);
      });
  subscriptions.on<disbursement::v1::PaymentReleased>(
      [&setting](Transaction& tx, const Event& event, const auto& released, Instant now) {
        return book_order(tx, event, OrderEvent::released, released.payment(),
                          setting.today(event.fund), now);
      });
  subscriptions.on<disbursement::v1::PaymentSettled>(
      [&setting](Transaction& tx, const Event& event, const auto& settled, Instant now) {
        return book_order(tx, event, OrderEvent::settled, settled.payment(),
                          settled_on(settled, setting.today(event.fund)), now);
      });
  subscriptions.on<disbursement::v1::PaymentReturned>(
      [&setting](Transaction& tx, const Event& event, const auto& returned, Instant now) {
        return book_order(tx, event, OrderEvent::returned, returned.payment(),
                          setting.today(event.fund), now);
      });
  subscriptions.on<contributions::v1::ContributionReceived>(
      [](Transaction& tx, const Event& event, const auto& received, Instant now) {
        return book_contribution(tx, event, received, now);
      });
  subscriptions.on<contributions::v1::ContributionReversed>(
      [](Transaction& tx, const Event& event, const auto& reversed, Instant now) {
        return book_contribution_reversal(tx, event, reversed, now);
      });
}

}  // namespace haven::ledger
