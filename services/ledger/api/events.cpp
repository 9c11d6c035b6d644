#include "services/ledger/api/events.hpp"

#include "services/ledger/app/award_refund.hpp"
#include "services/ledger/app/book_bank_line.hpp"
#include "services/ledger/app/book_contribution.hpp"
#include "services/ledger/app/book_order.hpp"
#include "services/ledger/app/book_unclaimed.hpp"
#include "services/ledger/app/raise_receivable.hpp"
#include "services/ledger/app/reduce_receivable.hpp"
#include "services/ledger/app/reserve_award.hpp"
#include "services/ledger/app/undo_reduction.hpp"
#include "services/ledger/app/withdraw_award.hpp"

namespace haven::ledger {
namespace {

using db::Transaction;
using messaging::Event;
using service::Setting;

// The day that the event names; today where it names none.
Date named_or_today(const std::string& day, const Setting& setting, const Event& event) {
  return date_from(day).value_or(setting.today(event.fund));
}

void listen_to_awards(messaging::Subscriptions& subscriptions, const Setting& setting) {
  subscriptions.on<adjudication::v1::EntitlementAwarded>(
      [&setting](Transaction& tx, const Event& event, const auto& awarded, Instant now) {
        return reserve_award(tx, event, awarded, setting.today(event.fund),
                             setting.fund(event.fund).offset, now);
      });
  subscriptions.on<adjudication::v1::EntitlementWithdrawn>(
      [&setting](Transaction& tx, const Event& event, const auto& withdrawn, Instant now) {
        return withdraw_award(tx, event, withdrawn, setting.today(event.fund), now);
      });
}

void listen_to_orders(messaging::Subscriptions& subscriptions, const Setting& setting) {
  subscriptions.on<disbursement::v1::PaymentReleased>(
      [&setting](Transaction& tx, const Event& event, const auto& released, Instant now) {
        return book_order(tx, event, OrderEvent::released, released.payment(),
                          setting.today(event.fund), now);
      });
  subscriptions.on<disbursement::v1::PaymentSettled>(
      [&setting](Transaction& tx, const Event& event, const auto& settled, Instant now) {
        return book_order(tx, event, OrderEvent::settled, settled.payment(),
                          named_or_today(settled.settled(), setting, event), now);
      });
  subscriptions.on<disbursement::v1::PaymentReturned>(
      [&setting](Transaction& tx, const Event& event, const auto& returned, Instant now) {
        // Only a late return is in the bank on the statement's day; the other never left it.
        if (!returned.after_settlement()) {
          return book_order(tx, event, OrderEvent::returned, returned.payment(),
                            setting.today(event.fund), now);
        }
        return book_order(tx, event, OrderEvent::returned_late, returned.payment(),
                          named_or_today(returned.returned(), setting, event), now);
      });
}

void listen_to_unclaimed(messaging::Subscriptions& subscriptions, const Setting& setting) {
  subscriptions.on<disbursement::v1::PaymentUnclaimed>(
      [&setting](Transaction& tx, const Event& event, const auto& unclaimed, Instant now) {
        return book_unclaimed(tx, event, UnclaimedEvent::kept, unclaimed.payment(),
                              setting.today(event.fund), now);
      });
  subscriptions.on<disbursement::v1::UnclaimedFound>(
      [&setting](Transaction& tx, const Event& event, const auto& found, Instant now) {
        return book_unclaimed(tx, event, UnclaimedEvent::found, found.payment(),
                              named_or_today(found.found(), setting, event), now);
      });
  subscriptions.on<disbursement::v1::UnclaimedEnded>([&setting](Transaction& tx, const Event& event,
                                                                const auto& ended,
                                                                Instant now) -> Result<void> {
    const auto end = end_from(ended);
    if (!end) return pass(end);
    return book_unclaimed(tx, event, *end, ended.payment(),
                          named_or_today(ended.ended(), setting, event), now);
  });
  subscriptions.on<disbursement::v1::SetOffMade>(
      [](Transaction& tx, const Event& event, const auto& made, Instant now) {
        return book_set_off(tx, event, made, now);
      });
  subscriptions.on<disbursement::v1::SetOffUndone>(
      [](Transaction& tx, const Event& event, const auto& undone, Instant now) {
        return book_set_off_undone(tx, event, undone, now);
      });
}

void listen_to_receipts(messaging::Subscriptions& subscriptions) {
  subscriptions.on<contributions::v1::ContributionReceived>(
      [](Transaction& tx, const Event& event, const auto& received, Instant now) {
        return book_contribution(tx, event, received, now);
      });
  subscriptions.on<contributions::v1::ContributionReversed>(
      [](Transaction& tx, const Event& event, const auto& reversed, Instant now) {
        return book_contribution_reversal(tx, event, reversed, now);
      });
  subscriptions.on<contributions::v1::ReceiptUnmatched>(
      [](Transaction& tx, const Event& event, const auto& unmatched, Instant now) {
        return book_unmatched(tx, event, unmatched, now);
      });
  subscriptions.on<contributions::v1::UnmatchedReversed>(
      [](Transaction& tx, const Event& event, const auto& reversed, Instant now) {
        return book_unmatched_reversal(tx, event, reversed, now);
      });
  subscriptions.on<contributions::v1::RefundApproved>(
      [](Transaction& tx, const Event& event, const auto& approved, Instant now) {
        return award_refund(tx, event, approved, now);
      });
}

void listen_to_lines(messaging::Subscriptions& subscriptions) {
  subscriptions.on<disbursement::v1::BankLineTaken>(
      [](Transaction& tx, const Event& event, const auto& taken, Instant now) {
        return take_bank_line(tx, event, taken, now);
      });
  subscriptions.on<disbursement::v1::BankLineAssigned>(
      [](Transaction& tx, const Event& event, const auto& assigned, Instant now) {
        return assign_bank_line(tx, event, assigned, now);
      });
}

void listen_to_receivables(messaging::Subscriptions& subscriptions, const Setting& setting) {
  subscriptions.on<recoveries::v1::ReceivableRaised>(
      [](Transaction& tx, const Event& event, const auto& raised, Instant now) {
        return raise_receivable(tx, event, raised, now);
      });
  subscriptions.on<recoveries::v1::AdvanceApproved>(
      [&setting](Transaction& tx, const Event& event, const auto& approved, Instant now) {
        return advance_share(tx, event, approved, setting.today(event.fund), now);
      });
  subscriptions.on<recoveries::v1::ReceivableReduced>(
      [&setting](Transaction& tx, const Event& event, const auto& reduced, Instant now) {
        return reduce_receivable(tx, event, reduced, setting.today(event.fund), now);
      });
  subscriptions.on<recoveries::v1::ReductionUndone>(
      [&setting](Transaction& tx, const Event& event, const auto& undone, Instant now) {
        return undo_reduction(tx, event, undone, setting.today(event.fund), now);
      });
}

}  // namespace

void add_subscriptions(messaging::Subscriptions& subscriptions, const Setting& setting) {
  listen_to_awards(subscriptions, setting);
  listen_to_orders(subscriptions, setting);
  listen_to_unclaimed(subscriptions, setting);
  listen_to_receipts(subscriptions);
  listen_to_lines(subscriptions);
  listen_to_receivables(subscriptions, setting);
}

}  // namespace haven::ledger
