#include "services/disbursement/app/end_unclaimed.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"
#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/app/repair_payment.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/disbursement/store/unclaimed.hpp"

namespace haven::disbursement {
namespace {

Result<Unclaimed> open_record(db::Transaction& tx, const ActOnUnclaimed& command) {
  auto record = store::find_unclaimed_for_update(tx, command.fund, command.payment);
  if (!record) {
    return refuse(ErrorKind::not_found, "unclaimed_unknown",
                  "The fund keeps no such payment as unclaimed.");
  }
  if (const auto open = is_still_unclaimed(*record); !open) return pass(open);
  return std::move(*record);
}

// Nobody looks in vain for a payee whom the fund would not pay, and money that has left is not
// there to be ended.
Result<void> is_not_kept_back(db::Transaction& tx, const Payment& payment) {
  const bool came_back = payment.state == PaymentState::returned;
  if (came_back && (payment.stop_asked_by || !may_go_again_by_itself(payment))) {
    return refuse(ErrorKind::conflict, "unclaimed_cannot_end_yet",
                  "The payment waits for the fund, not for its payee; see its repair.");
  }
  const auto holds = store::holds_in_force(tx, {payment});
  const auto hold = std::ranges::find_if(holds, is_of_the_fund, &Hold::kind);
  if (hold == holds.end()) return {};
  return refuse(ErrorKind::conflict, "unclaimed_cannot_end_yet",
                "The payment is kept back (" + name_of(hold->kind) + "); lift that hold first.");
}

void cancel(db::Transaction& tx, const Payment& payment, const std::string& because, Instant now) {
  if (payment.state == PaymentState::held) {
    store::cancel_payment(tx, payment);
    return;
  }
  Payment never_made = next_attempt(payment, payment.account, because, now);
  never_made.state = PaymentState::cancelled;
  store::save_next_attempt(tx, never_made);
}

}  // namespace

Result<Unclaimed> trace_payee(db::Transaction& tx, const ActOnUnclaimed& command, Trace trace,
                              const PaymentPolicy& policy, Instant now) {
  auto record = open_record(tx, command);
  if (!record) return record;

  trace.id = new_uuid(now);
  trace.by = command.by;
  ++record->traces;
  record->trace_due_on = trace.on + std::chrono::days{policy.trace_every_days};

  store::insert_trace(tx, *record, trace, now);
  return record;
}

Result<Unclaimed> ask_to_end(db::Transaction& tx, const ActOnUnclaimed& command,
                             const PaymentPolicy& policy, Date today, Instant now) {
  auto record = open_record(tx, command);
  if (!record) return record;
  const auto traces = store::traces_of(tx, record->payment, record->attempt);
  const auto payment = store::find_payment_for_update(tx, command.fund, command.payment);

  if (const auto may = is_not_kept_back(tx, *payment); !may) return pass(may);
  if (const auto may = may_end(*record, traces, policy, today); !may) return pass(may);
  record->end_asked_by = command.by;
  record->end_because = command.reason;

  store::save_end_asked(tx, *record, now);
  return record;
}

Result<Unclaimed> agree_to_end(db::Transaction& tx, const ActOnUnclaimed& command,
                               const PaymentPolicy& policy, Date today, Instant now) {
  auto record = open_record(tx, command);
  if (!record) return record;
  const auto traces = store::traces_of(tx, record->payment, record->attempt);
  const auto payment = store::find_payment_for_update(tx, command.fund, command.payment);

  if (const auto may = may_agree_to_end(*record, command.by); !may) return pass(may);
  if (const auto may = is_not_kept_back(tx, *payment); !may) return pass(may);
  if (const auto may = may_end(*record, traces, policy, today); !may) return pass(may);
  record->end_agreed_by = command.by;
  record->end_agreed_as = command.reason;
  record->ended_to = policy.unclaimed_goes_to;
  record->over_on = today;

  end_record(tx, *record, *payment, "end " + command.payment.text(), now);
  return record;
}

void end_record(db::Transaction& tx, Unclaimed& record, const Payment& payment,
                const std::string& cause, Instant now) {
  ensure(record.state == UnclaimedState::unclaimed && record.attempt == payment.attempt,
         "what ends is the latest attempt, still unclaimed");
  record.state = UnclaimedState::ended;
  store::save_ended(tx, record);
  cancel(tx, payment, "the unclaimed money went to the " + *record.ended_to, now);
  messaging::append_all(tx, {"disbursement", record.fund, cause},
                        sayings_of<v1::UnclaimedEnded>({payment},
                                                       [&](auto& event, const Payment&) {
                                                         event.set_to(*record.ended_to);
                                                         event.set_ended(text_of(*record.over_on));
                                                       }),
                        now);
}

}  // namespace haven::disbursement
