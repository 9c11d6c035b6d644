#include "services/adjudication/api/events.hpp"

#include "services/adjudication/app/award_instalments.hpp"
#include "services/adjudication/app/decide_claim.hpp"
#include "services/adjudication/app/keep_member.hpp"
#include "services/adjudication/app/record_payment.hpp"
#include "services/adjudication/app/withdraw_claim.hpp"

namespace haven::adjudication {
namespace {

using db::Transaction;
using messaging::Event;

// Enrolment's events differ in what they tell of; all of them carry the whole record.
template <class Message>
void keep_member_on(messaging::Subscriptions& subscriptions) {
  subscriptions.on<Message>([](Transaction& tx, const Event& event, const Message& said, Instant) {
    return keep_member(tx, event, said.member());
  });
}

}  // namespace

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const Packs& packs) {
  keep_member_on<enrolment::v1::MemberEnrolled>(subscriptions);
  keep_member_on<enrolment::v1::FamilyChanged>(subscriptions);
  keep_member_on<enrolment::v1::CoverStarted>(subscriptions);
  keep_member_on<enrolment::v1::CoverEnded>(subscriptions);
  subscriptions.on<enrolment::v1::MembersMerged>(
      [](Transaction& tx, const Event& event, const enrolment::v1::MembersMerged& said, Instant) {
        return follow_merge(tx, event, said);
      });
  subscriptions.on<claims::v1::ClaimReady>([&setting, packs](Transaction& tx, const Event& event,
                                                             const claims::v1::ClaimReady& said,
                                                             Instant now) -> Result<void> {
    const auto rules = rules_of(setting, packs, event.fund, now);
    if (!rules) return pass(rules);
    return decide_claim(tx, event, said, *rules, now);
  });
  subscriptions.on<claims::v1::ClaimWithdrawn>(
      [](Transaction& tx, const Event& event, const claims::v1::ClaimWithdrawn& said, Instant now) {
        return withdraw_claim(tx, event, said, now);
      });
  subscriptions.on<disbursement::v1::PaymentSettled>(
      [&setting](Transaction& tx, const Event& event, const disbursement::v1::PaymentSettled& said,
                 Instant now) {
        return record_settled(tx, event, said, day_of(now, setting.fund(event.fund).offset), now);
      });
  subscriptions.on<disbursement::v1::PaymentReturned>(
      [](Transaction& tx, const Event& event, const disbursement::v1::PaymentReturned& said,
         Instant) { return record_returned(tx, event, said); });
}

std::size_t sweep_instalments(const service::Setting& setting) {
  std::size_t awarded = 0;
  for (const Fund& fund : setting.funds) {
    const Instant now = setting.clock();
    awarded += db::in_transaction(setting.db, [&](Transaction& tx) {
      return award_instalments(tx, fund.code, day_of(now, fund.offset), now);
    });
  }
  return awarded;
}

}  // namespace haven::adjudication
