#include "services/disbursement/app/keep_unclaimed.hpp"

#include "common/iso20022/reason_codes.hpp"
#include "services/disbursement/app/end_unclaimed.hpp"
#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/domain/hold.hpp"
#include "services/disbursement/store/idle_payments.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/disbursement/store/unclaimed.hpp"

namespace haven::disbursement {
namespace {

using std::chrono::days;

Date utc_day(Instant now) {
  return std::chrono::floor<days>(now);
}

// What another account of the payee would not set going again; see may_go_again_by_itself().
store::FundsTurn funds_turn() {
  store::FundsTurn turn{kinds_of_the_fund(), {}};
  for (const auto& reason : iso20022::known_reasons()) {
    if (reason.repair == iso20022::Repair::do_not_pay) turn.return_codes.emplace_back(reason.code);
  }
  return turn;
}

}  // namespace

std::size_t keep_unclaimed(db::Transaction& tx, const Fund& fund, const PaymentPolicy& policy,
                           Instant now) {
  constexpr int at_once_max = 500;
  const Instant limit = now - days{policy.unclaimed_after_days};
  const auto idle = store::idle_for_update(tx, fund.code, limit, funds_turn(), at_once_max);

  const Date today = day_of(now, fund.offset);
  std::vector<Unclaimed> records;
  std::vector<Payment> payments;
  for (const auto& [payment, since] : idle) {
    const Date day = day_of(since, fund.offset);
    records.push_back(unclaimed_of(payment, day, today, policy.trace_every_days));
    payments.push_back(payment);
  }

  store::insert_unclaimed(tx, records);
  auto record = records.begin();
  const auto tell_since = [&](auto& event, const Payment&) {
    event.set_since(text_of((record++)->since));
  };
  messaging::append_all(tx, {"disbursement", fund.code, "unclaimed"},
                        sayings_of<v1::PaymentUnclaimed>(payments, tell_since), now);
  return idle.size();
}

void take_as_found(db::Transaction& tx, const Payment& payment, const std::string& cause,
                   Instant now) {
  const Date today = utc_day(now);
  if (!store::save_found(tx, payment.id, today)) return;
  messaging::append_all(
      tx, {"disbursement", payment.fund, cause},
      sayings_of<v1::UnclaimedFound>(
          {payment}, [&](auto& event, const Payment&) { event.set_found(text_of(today)); }),
      now);
}

void end_withdrawn_unclaimed(db::Transaction& tx, const std::string& fund,
                             const EntitlementId& entitlement, const std::string& cause,
                             Instant now) {
  for (Unclaimed record : store::open_unclaimed_for_update(tx, fund, entitlement)) {
    const auto payment = store::find_payment_for_update(tx, fund, record.payment);
    record.ended_to = "fund";
    record.over_on = utc_day(now);
    end_record(tx, record, *payment, cause, now);
  }
}

}  // namespace haven::disbursement
