#include "services/contributions/api/events.hpp"

#include "services/contributions/api/occasion_of.hpp"
#include "services/contributions/app/on_bank_line.hpp"
#include "services/contributions/app/on_member.hpp"
#include "services/contributions/app/on_payment.hpp"

namespace haven::contributions {
namespace {

// Each of these carries the member's whole record; what else it tells is of no use here.
template <class Message>
void keep_copy_on(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                  const Packs& packs) {
  subscriptions.on<Message>([&setting, &packs](db::Transaction& tx, const messaging::Event& event,
                                               const Message& message, Instant now) {
    return on_member_changed(
        tx, occasion_of(setting, packs, event.fund, now, event.source, event.id.text()),
        message.member());
  });
}

}  // namespace

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const Packs& packs) {
  subscriptions.on<enrolment::v1::MemberEnrolled>(
      [&setting, &packs](db::Transaction& tx, const messaging::Event& event,
                         const enrolment::v1::MemberEnrolled& message, Instant now) {
        // What joining costs is asked on the day of enrolment, however late we hear of it.
        Occasion occasion =
            occasion_of(setting, packs, event.fund, now, event.source, event.id.text());
        occasion.today = day_of(event.at, setting.fund(event.fund).offset);
        return on_member_enrolled(tx, occasion, message.member());
      });
  const auto because_of = [&setting, &packs](const messaging::Event& event, Instant now) {
    return occasion_of(setting, packs, event.fund, now, event.source, event.id.text());
  };
  subscriptions.on<disbursement::v1::BankLineTaken>(
      [because_of](db::Transaction& tx, const messaging::Event& event,
                   const disbursement::v1::BankLineTaken& message,
                   Instant now) { return on_line_taken(tx, because_of(event, now), message); });
  subscriptions.on<disbursement::v1::BankLineAssigned>(
      [because_of](db::Transaction& tx, const messaging::Event& event,
                   const disbursement::v1::BankLineAssigned& message,
                   Instant now) { return on_line_assigned(tx, because_of(event, now), message); });
  subscriptions.on<disbursement::v1::PaymentSettled>(
      [because_of](db::Transaction& tx, const messaging::Event& event,
                   const disbursement::v1::PaymentSettled& message, Instant now) {
        return on_payment_settled(tx, because_of(event, now), event.at, message);
      });
  subscriptions.on<disbursement::v1::PaymentReturned>(
      [because_of](db::Transaction& tx, const messaging::Event& event,
                   const disbursement::v1::PaymentReturned& message, Instant now) {
        return on_payment_returned(tx, because_of(event, now), event.at, message);
      });
  keep_copy_on<enrolment::v1::FamilyChanged>(subscriptions, setting, packs);
  keep_copy_on<enrolment::v1::CoverStarted>(subscriptions, setting, packs);
  keep_copy_on<enrolment::v1::CoverEnded>(subscriptions, setting, packs);
  subscriptions.on<enrolment::v1::MembersMerged>(
      [because_of](db::Transaction& tx, const messaging::Event& event,
                   const enrolment::v1::MembersMerged& message, Instant now) {
        return on_member_changed(tx, because_of(event, now), message.member(),
                                 message.merged_member_id());
      });
}

}  // namespace haven::contributions
