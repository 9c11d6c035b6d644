// What claims hears of what is owed and what became of it.
#include "common/scheme/wire.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/disbursement/v1/events.pb.h"
#include "haven/recoveries/v1/events.pb.h"
#include "services/claims/api/events.hpp"
#include "services/claims/app/follow_money.hpp"

namespace haven::claims {
namespace {

using db::Transaction;
using messaging::Event;

Actor actor_of(const Event& event) {
  return {event.source, event.id.text()};
}

tl::unexpected<Error> unreadable(const std::string& what) {
  return refuse(ErrorKind::invalid, "event_unreadable", what + " is missing or no id or amount");
}

Result<store::EntitlementHeard> entitlement_from(
    const Event& event, const adjudication::v1::EntitlementAwarded& award) {
  const auto& line = award.line();
  const auto amount = scheme::money_from(line.amount());
  if (!amount) return pass(amount);
  if (!is_uuid(award.entitlement_id()) || !is_uuid(award.claim_id())) return unreadable("award");
  store::EntitlementHeard heard{award.entitlement_id(),
                                ClaimId{award.claim_id()},
                                event.fund,
                                line.scheme(),
                                line.layer(),
                                line.benefit(),
                                award.instalment(),
                                *amount,
                                {}};
  for (const auto& share : line.shares()) {
    const auto part = scheme::money_from(share.amount());
    if (!part) return pass(part);
    if (!part->is_zero()) heard.shares.emplace_back(share.party(), *part);
  }
  if (heard.shares.empty()) heard.shares.emplace_back("claimant", *amount);
  return heard;
}

template <class Wire>
Result<store::PartHeard> part_from(const Event& event, const std::string& id, const Wire& wire) {
  const auto amount = scheme::money_from(wire.amount());
  if (!amount) return pass(amount);
  if (!is_uuid(id) || !is_uuid(wire.claim_id()) || !is_uuid(wire.entitlement_id())) {
    return unreadable("its id, claim or entitlement");
  }
  return store::PartHeard{
      id, ClaimId{wire.claim_id()}, event.fund, wire.entitlement_id(), wire.party(), *amount};
}

}  // namespace

void add_money_subscriptions(messaging::Subscriptions& on, const service::Setting& setting,
                             const Packs& packs) {
  const auto rules = [&setting, packs](const Event& event) {
    return rules_of(setting, packs, event.fund);
  };
  on.on<adjudication::v1::EntitlementAwarded>(
      [rules](Transaction& tx, const Event& event, const auto& award, Instant now) -> Result<void> {
        const auto heard = entitlement_from(event, award);
        if (!heard) return pass(heard);
        return follow_entitlement(tx, rules(event), *heard, actor_of(event), now);
      });
  on.on<adjudication::v1::EntitlementWithdrawn>(
      [rules](Transaction& tx, const Event& event, const auto& withdrawn, Instant) -> Result<void> {
        if (!is_uuid(withdrawn.entitlement_id()) || !is_uuid(withdrawn.claim_id())) {
          return unreadable("the entitlement or its claim");
        }
        return follow_withdrawal(tx, rules(event), ClaimId{withdrawn.claim_id()},
                                 withdrawn.entitlement_id());
      });
  on.on<disbursement::v1::SetOffMade>(
      [rules](Transaction& tx, const Event& event, const auto& made, Instant now) -> Result<void> {
        const auto heard = part_from(event, made.set_off_id(), made);
        if (!heard) return pass(heard);
        return follow_set_off(tx, rules(event), *heard, actor_of(event), now);
      });
  on.on<disbursement::v1::SetOffUndone>(
      [](Transaction& tx, const Event& event, const auto& undone, Instant) -> Result<void> {
        const auto heard = part_from(event, undone.set_off_id(), undone);
        if (!heard) return pass(heard);
        return follow_set_off_undone(tx, *heard);
      });
  on.on<recoveries::v1::AdvanceApproved>(
      [](Transaction& tx, const Event& event, const auto& approved, Instant) -> Result<void> {
        auto heard = part_from(event, approved.receivable().receivable_id(), approved.receivable());
        const auto amount = scheme::money_from(approved.amount());
        if (!heard) return pass(heard);
        if (!amount) return pass(amount);
        heard->amount = *amount;
        return follow_advance(tx, *heard);
      });
  const auto unclaimed = [rules](const std::string& stage) {
    return [rules, stage](Transaction& tx, const Event& event, const auto& message,
                          Instant now) -> Result<void> {
      const auto& payment = message.payment();
      const auto heard = part_from(event, payment.payment_id(), payment);
      if (!heard) return pass(heard);
      return follow_unclaimed(tx, rules(event), *heard, stage, event.at, actor_of(event), now);
    };
  };
  on.on<disbursement::v1::PaymentUnclaimed>(unclaimed("unclaimed"));
  on.on<disbursement::v1::UnclaimedFound>(unclaimed("found"));
  on.on<disbursement::v1::UnclaimedEnded>(unclaimed("ended"));
}

}  // namespace haven::claims
