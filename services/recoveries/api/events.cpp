#include "services/recoveries/api/events.hpp"

#include "services/recoveries/api/desk.hpp"
#include "services/recoveries/app/follow_award.hpp"
#include "services/recoveries/app/raise.hpp"
#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/app/run_clocks.hpp"
#include "services/recoveries/app/take_line.hpp"

namespace haven::recoveries {

using db::Transaction;
using messaging::Event;

void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const TermsOfFunds& terms) {
  const auto occasion = [&setting, &terms](const Event& event, Instant now) {
    return occasion_of(setting, terms, event.fund, now, event.source, event.id.text());
  };
  subscriptions.on<ledger::v1::FundsShort>(
      [occasion](Transaction& tx, const Event& event, const auto& message, Instant now) {
        return raise_insurer_share(tx, occasion(event, now), message);
      });
  subscriptions.on<ledger::v1::FundsReserved>(
      [occasion](Transaction& tx, const Event& event, const auto& message, Instant now) {
        return follow_reserved(tx, occasion(event, now), message);
      });
  subscriptions.on<adjudication::v1::EntitlementWithdrawn>(
      [occasion](Transaction& tx, const Event& event, const auto& message, Instant now) {
        return follow_withdrawn(tx, occasion(event, now), message);
      });
  subscriptions.on<adjudication::v1::OverpaymentFound>(
      [occasion](Transaction& tx, const Event& event, const auto& message, Instant now) {
        return raise_overpayment(tx, occasion(event, now), message);
      });
  subscriptions.on<disbursement::v1::BankLineTaken>(
      [occasion](Transaction& tx, const Event& event, const auto& message, Instant now) {
        return take_line(tx, occasion(event, now), message);
      });
  subscriptions.on<disbursement::v1::BankLineAssigned>(
      [occasion](Transaction& tx, const Event& event, const auto& message, Instant now) {
        return take_assignment(tx, occasion(event, now), message);
      });
  subscriptions.on<disbursement::v1::SetOffMade>(
      [occasion](Transaction& tx, const Event& event, const auto& message, Instant now) {
        return take_set_off(tx, occasion(event, now), message);
      });
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
