#include "services/ledger/app/reserve_award.hpp"

#include "common/messaging/log.hpp"
#include "common/messaging/shard.hpp"
#include "haven/ledger/v1/events.pb.h"
#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/app/say_reserved.hpp"
#include "services/ledger/domain/budget_year.hpp"
#include "services/ledger/store/budget_years.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {
namespace {

static_assert(messaging::shard_count == slices_of_claims);

tl::unexpected<Error> unreadable(std::string detail) {
  return refuse(ErrorKind::invalid, "award_unreadable", std::move(detail));
}

// The wire promises nothing; past this point nobody has to doubt the award.
Result<store::Award> award_from(const messaging::Event& event,
                                const adjudication::v1::EntitlementAwarded& awarded,
                                std::chrono::minutes offset) {
  const auto entitlement = id_from<EntitlementId>(awarded.entitlement_id());
  const auto claim = id_from<ClaimId>(awarded.claim_id());
  const auto currency = Currency::from(awarded.line().amount().currency());
  if (!entitlement || !claim) return unreadable("the award names no entitlement or no claim");
  if (!currency || awarded.line().amount().minor() <= 0) {
    return unreadable("the award's amount is no positive amount of a known currency");
  }
  const auto arose = arose_on(awarded.arose_on(), day_of(event.at, offset));
  if (!arose) return unreadable("the day on which the obligation arose is no day");
  std::int64_t shares = 0;
  for (const auto& share : awarded.line().shares()) {
    if (share.amount().currency() != currency->code() || share.amount().minor() < 0) {
      return unreadable("a share is in another currency than the award, or negative");
    }
    shares += share.amount().minor();
  }
  if (awarded.line().shares_size() > 0 && shares != awarded.line().amount().minor()) {
    return unreadable("the shares do not add up to the award");
  }
  return store::Award{*entitlement,
                      event.fund,
                      *claim,
                      awarded.line().scheme(),
                      awarded.line().benefit(),
                      {awarded.line().amount().minor(), *currency},
                      event.at,
                      *arose,
                      awarded.SerializeAsString()};
}

void say_short(db::Transaction& tx, const messaging::Event& event,
               const adjudication::v1::EntitlementAwarded& awarded, const std::string& purse,
               std::int64_t missing_minor, Instant now) {
  v1::FundsShort funds_short;
  *funds_short.mutable_award() = awarded;
  funds_short.set_purse(purse);
  funds_short.mutable_missing()->set_minor(missing_minor);
  funds_short.mutable_missing()->set_currency(awarded.line().amount().currency());
  messaging::append(tx, messaging::because_of(event, "ledger"), awarded.claim_id(), funds_short,
                    now);
}

// Behind everybody who waits already, however small this award is; then the queue is served.
Result<void> wait_in_queue(db::Transaction& tx, const messaging::Event& event,
                           const adjudication::v1::EntitlementAwarded& awarded,
                           const store::Award& award, const std::string& purse, Date today,
                           Instant now) {
  store::insert_reservation(tx, award, purse, ReservationState::short_of_funds);
  const auto queue = pay_queue(tx, messaging::because_of(event, "ledger"), purse, 0, today, now);
  if (!queue) return pass(queue);
  std::int64_t ahead = 0;
  for (const auto& waiting : queue->waiting) {
    if (waiting.reservation.entitlement == award.entitlement) {
      const Money& balance = queue->purse.balance;
      const auto missing =
          missing_for(balance.minor(), held_back(queue->purse, balance, today).minor(), ahead,
                      award.amount.minor());
      say_short(tx, event, awarded, purse, missing, now);
    }
    ahead += waiting.reservation.lacking().minor();
  }
  return {};
}

// Where the award's money comes from. The purse of a budget year that nobody has spoken of yet is
// made with nothing in it.
Result<store::AwardPlace> place_of(db::Transaction& tx, const store::Award& award, Date today) {
  store::AwardPlace place = store::find_place(tx, award, today);
  if (place.is_known || !place.purse.empty()) return place;
  if (place.template_name.empty()) {
    return refuse(ErrorKind::conflict, "no_purse_for_benefit",
                  "No purse is for " + award.scheme + " " + award.benefit + " in " +
                      award.amount.currency().code() + "; name one in the fund's purse file.");
  }
  const auto yearly = store::find_yearly(tx, award.fund, place.template_name);
  const int year = year_of(award.arose_on);
  if (!store::make_year(tx, award.fund, *yearly, year)) {
    return refuse(ErrorKind::conflict, "purse_differs",
                  year_purse_name(place.template_name, year) +
                      " exists and is no budget year; rename it in the fund's purse file.");
  }
  return store::find_place(tx, award, today);
}

}  // namespace

Result<void> reserve_award(db::Transaction& tx, const messaging::Event& event,
                           const adjudication::v1::EntitlementAwarded& awarded, Date today,
                           std::chrono::minutes offset, Instant now) {
  const auto award = award_from(event, awarded, offset);
  if (!award) return pass(award);
  const auto place = place_of(tx, *award, today);
  if (!place) return pass(place);
  if (place->is_known) return {};
  if (place->is_withdrawn) {
    store::insert_reservation(tx, *award, place->purse, ReservationState::voided);
    return {};
  }

  const Cause cause{award->fund, award->entitlement.text(), event.id.text(), award->claim, today};
  const Entry entry = award_entry(
      cause, accounts_of(place->purse, place->layer, award->amount.currency()), award->amount);

  // Consumers share claims out by shard: those of different shards take from different slices.
  const int slice = 1 + messaging::shard_of(award->claim.text());
  const bool is_at_once = !place->others_wait && !place->is_closed;
  if (is_at_once && store::reserve_from_slice(tx, *award, place->purse, slice, entry, now)) {
    say_reserved(tx, messaging::because_of(event, "ledger"), awarded, place->purse, now);
    return {};
  }
  return wait_in_queue(tx, event, awarded, *award, place->purse, today, now);
}

}  // namespace haven::ledger
