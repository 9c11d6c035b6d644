#include "services/recoveries/api/events.hpp"

#include "services/recoveries/api/desk.hpp"
#include "services/recoveries/app/follow_award.hpp"
#include "services/recoveries/app/raise.hpp"
#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/app/run_clocks.hpp"
#include "services/recoveries/app/take_line.hpp"
#include "services/recoveries/app/undo.hpp"

namespace haven::recoveries {

using db::Transaction;
using messaging::Event;

namespace {

/// Each event leads to one use case, on the occasion of the event.
struct Listener {
  messaging::Subscriptions& subscriptions;
  const service::Setting& setting;
  const TermsOfFunds& terms;

  template <class Message>
  void on(Result<void> (*use_case)(Transaction&, const Occasion&, const Message&)) const {
    subscriptions.on<Message>([&setting = setting, &terms = terms, use_case](
                                  Transaction& tx, const Event& event, const Message& message,
                                  Instant now) {
      return use_case(
          tx, occasion_of(setting, terms, event.fund, now, event.source, event.id.text()), message);
    });
  }
};

}  // namespace

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const TermsOfFunds& terms) {
  const Listener listener{subscriptions, setting, terms};
  listener.on<ledger::v1::FundsShort>(raise_insurer_share);
  listener.on<ledger::v1::FundsReserved>(follow_reserved);
  listener.on<adjudication::v1::EntitlementWithdrawn>(follow_withdrawn);
  listener.on<adjudication::v1::OverpaymentFound>(raise_overpayment);
  listener.on<disbursement::v1::BankLineTaken>(take_line);
  listener.on<disbursement::v1::BankLineAssigned>(take_assignment);
  listener.on<disbursement::v1::SetOffMade>(take_set_off);
  listener.on<disbursement::v1::SetOffUndone>(take_set_off_undone);
  listener.on<disbursement::v1::PaymentSettled>(follow_settlement);
  listener.on<disbursement::v1::PaymentReturned>(follow_return);
}

std::size_t sweep_clocks(const service::Setting& setting, const TermsOfFunds& terms) {
  std::size_t looked_at = 0;
  for (const Fund& fund : setting.funds) {
    looked_at += db::in_transaction(setting.db, [&](Transaction& tx) {
      return run_clocks(tx, fund.code, terms.at(fund.code), setting.today(fund.code));
    });
  }
  return looked_at;
}

}  // namespace haven::recoveries
