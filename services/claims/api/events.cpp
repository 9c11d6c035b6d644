#include "services/claims/api/events.hpp"

#include <algorithm>
#include <memory>

#include "common/scheme/wire.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/bus/v1/events.pb.h"
#include "haven/disbursement/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"
#include "haven/ledger/v1/events.pb.h"
#include "services/claims/app/follow_claim.hpp"
#include "services/claims/app/follow_member.hpp"

namespace haven::claims {
namespace {

using messaging::Event;

// What every handler needs beside the message.
struct Listener {
  const service::Setting& setting;
  Packs packs;

  [[nodiscard]] FundRules rules(const Event& event) const {
    return rules_of(setting, packs, event.fund);
  }
};
using ListenerPtr = std::shared_ptr<const Listener>;

Actor actor_of(const Event& event) {
  return {event.source, event.id.text()};
}

tl::unexpected<Error> unreadable(const std::string& field) {
  return refuse(ErrorKind::invalid, "event_unreadable", field + " is missing or no id");
}

Result<std::string> uuid_from(const std::string& text, const std::string& field) {
  if (!is_uuid(text)) return unreadable(field);
  return text;
}

Result<std::vector<store::DecisionLine>> lines_from(
    const google::protobuf::RepeatedPtrField<adjudication::v1::Line>& wire) {
  std::vector<store::DecisionLine> lines;
  for (const auto& line : wire) {
    lines.push_back(
        {line.scheme(), line.layer(), line.benefit(), line.outcome(), line.reason(), {}});
    if (line.outcome() != "pay") continue;
    const auto amount = scheme::money_from(line.amount());
    if (!amount) return pass(amount);
    lines.back().amount = *amount;
  }
  return lines;
}

// Of ClaimDecided, DecisionApproved and DecisionReturned: what they have in common.
template <class Message>
Result<store::DecisionHeard> decision_from(const Event& event, const Message& message,
                                           DecisionStage stage) {
  const auto claim = uuid_from(message.claim_id(), "claim_id");
  const auto decision = uuid_from(message.decision_id(), "decision_id");
  if (!claim) return pass(claim);
  if (!decision) return pass(decision);
  return store::DecisionHeard{*decision, ClaimId{*claim}, event.fund, 0, stage, 0, {}};
}

void listen_to_members(messaging::Subscriptions& on, const ListenerPtr& listener) {
  const auto follow = [listener](db::Transaction& tx, const Event& event, const auto& message,
                                 Instant now) {
    return follow_member(tx, listener->rules(event), message.member(), actor_of(event), now);
  };
  on.on<enrolment::v1::MemberEnrolled>(follow);
  on.on<enrolment::v1::FamilyChanged>(follow);
  on.on<enrolment::v1::CoverStarted>(follow);
  on.on<enrolment::v1::CoverEnded>(follow);
  on.on<enrolment::v1::MembersMerged>([listener](db::Transaction& tx, const Event& event,
                                                 const enrolment::v1::MembersMerged& message,
                                                 Instant now) {
    return follow_merge(tx, listener->rules(event), message, actor_of(event), now);
  });
}

void listen_to_decisions(messaging::Subscriptions& on, const ListenerPtr& listener) {
  on.on<adjudication::v1::ClaimReferred>([listener](db::Transaction& tx, const Event& event,
                                                    const adjudication::v1::ClaimReferred& message,
                                                    Instant now) -> Result<void> {
    const auto claim = uuid_from(message.claim_id(), "claim_id");
    if (!claim) return pass(claim);
    return follow_referral(tx, listener->rules(event), ClaimId{*claim}, actor_of(event), now);
  });
  on.on<adjudication::v1::ClaimDecided>([listener](db::Transaction& tx, const Event& event,
                                                   const adjudication::v1::ClaimDecided& message,
                                                   Instant now) -> Result<void> {
    auto heard = decision_from(event, message, DecisionStage::decided);
    if (!heard) return pass(heard);
    auto lines = lines_from(message.lines());
    if (!lines) return pass(lines);
    heard->number = message.number();
    heard->lines = std::move(*lines);
    return follow_decision(tx, listener->rules(event), *heard, actor_of(event), now);
  });
  on.on<adjudication::v1::DecisionApproved>(
      [listener](db::Transaction& tx, const Event& event,
                 const adjudication::v1::DecisionApproved& message, Instant now) -> Result<void> {
        auto heard = decision_from(event, message, DecisionStage::approved);
        if (!heard) return pass(heard);
        auto lines = lines_from(message.lines());
        if (!lines) return pass(lines);
        heard->payments = message.payments();
        heard->lines = std::move(*lines);
        return follow_decision(tx, listener->rules(event), *heard, actor_of(event), now);
      });
  on.on<adjudication::v1::DecisionReturned>(
      [listener](db::Transaction& tx, const Event& event,
                 const adjudication::v1::DecisionReturned& message, Instant now) -> Result<void> {
        const auto heard = decision_from(event, message, DecisionStage::returned);
        if (!heard) return pass(heard);
        return follow_decision(tx, listener->rules(event), *heard, actor_of(event), now);
      });
}

Result<store::PaymentHeard> payment_from(const Event& event,
                                         const disbursement::v1::Payment& payment,
                                         const std::string& stage) {
  const auto id = uuid_from(payment.payment_id(), "payment_id");
  const auto claim = uuid_from(payment.claim_id(), "claim_id");
  const auto amount = scheme::money_from(payment.amount());
  if (!id) return pass(id);
  if (!claim) return pass(claim);
  if (!amount) return pass(amount);
  return store::PaymentHeard{*id,
                             ClaimId{*claim},
                             event.fund,
                             payment.party(),
                             *amount,
                             stage,
                             is_uuid(payment.entitlement_id()) ? payment.entitlement_id() : "",
                             std::max(1, payment.instalment())};
}

template <class Message>
void hear_payment_on(messaging::Subscriptions& on, const ListenerPtr& listener,
                     const std::string& stage) {
  on.on<Message>([listener, stage](db::Transaction& tx, const Event& event, const Message& message,
                                   Instant now) -> Result<void> {
    if (!message.payment().purpose().empty()) return {};  // of a contribution, not of a claim
    const auto heard = payment_from(event, message.payment(), stage);
    if (!heard) return pass(heard);
    return follow_payment(tx, listener->rules(event), *heard, event.at, actor_of(event), now);
  });
}

template <class Message>
void hear_funds_on(messaging::Subscriptions& on, const ListenerPtr& listener, bool is_short) {
  on.on<Message>([listener, is_short](db::Transaction& tx, const Event& event,
                                      const Message& message, Instant now) -> Result<void> {
    if (message.award().line().benefit() == "contribution_refund") return {};  // no claim of ours
    const auto claim = uuid_from(message.award().claim_id(), "award.claim_id");
    const auto entitlement = uuid_from(message.award().entitlement_id(), "award.entitlement_id");
    if (!claim) return pass(claim);
    if (!entitlement) return pass(entitlement);
    return follow_funding(
        tx, listener->rules(event),
        {*entitlement, ClaimId{*claim}, event.fund, message.award().line().layer(), is_short},
        event.at, actor_of(event), now);
  });
}

template <class Message>
void hear_parking_on(messaging::Subscriptions& on, bool is_open) {
  on.on<Message>([is_open](db::Transaction& tx, const Event& event, const Message& message,
                           Instant) -> Result<void> {
    const auto id = uuid_from(message.event_id(), "event_id");
    if (!id) return pass(id);
    follow_parking(tx, {message.consumer(), *id, event.fund, message.event_subject(), is_open},
                   event.at);
    return {};
  });
}

}  // namespace

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const Packs& packs) {
  const auto listener = std::make_shared<const Listener>(Listener{setting, packs});
  listen_to_members(subscriptions, listener);
  listen_to_decisions(subscriptions, listener);
  hear_funds_on<ledger::v1::FundsShort>(subscriptions, listener, true);
  hear_funds_on<ledger::v1::FundsReserved>(subscriptions, listener, false);
  hear_payment_on<disbursement::v1::PaymentReleased>(subscriptions, listener, "released");
  hear_payment_on<disbursement::v1::PaymentSettled>(subscriptions, listener, "settled");
  hear_payment_on<disbursement::v1::PaymentReturned>(subscriptions, listener, "returned");
  hear_payment_on<disbursement::v1::PaymentUnknown>(subscriptions, listener, "unknown");
  add_money_subscriptions(subscriptions, setting, packs);
  hear_parking_on<bus::v1::EventParked>(subscriptions, true);
  hear_parking_on<bus::v1::EventUnparked>(subscriptions, false);
}

}  // namespace haven::claims
