#include "services/ledger/app/change_period.hpp"

#include "services/ledger/app/measure_earmarks.hpp"
#include "services/ledger/store/periods.hpp"

namespace haven::ledger {
namespace {

Result<void> check_now(db::Transaction& tx, const PeriodChange& change, Date today) {
  PeriodFacts facts = store::period_facts(tx, change.fund);
  facts.today = today;
  return check_step(change.step, change.month, facts);
}

// Who closed a month takes no part in reopening it; the database compares the same persons.
Result<void> check_other_person(db::Transaction& tx, const PeriodChange& change,
                                const std::string& person) {
  if (change.step == PeriodStep::close) return {};
  const auto closing = store::find_closing(tx, change.fund, change.month);
  if (!closing || (person != closing->requested_by && person != closing->confirmed_by)) return {};
  return refuse(ErrorKind::forbidden, "period_reopened_by_two_other_persons",
                "Who took part in closing a month cannot take part in reopening it.");
}

Result<void> check_waiting(const PeriodChange& change) {
  if (change.confirmed_by) {
    return refuse(ErrorKind::conflict, "period_change_already_confirmed",
                  "The change was confirmed and carried out before.");
  }
  if (!change.withdrawn_at) return {};
  return refuse(ErrorKind::conflict, "period_change_already_withdrawn",
                "Who asked for the change has taken it back; ask for a new one.");
}

tl::unexpected<Error> change_unknown() {
  return refuse(ErrorKind::not_found, "period_change_unknown", "The fund has no such change.");
}

Result<void> check_confirmation(const PeriodChange& change, const std::string& person) {
  if (const auto waits = check_waiting(change); !waits) return waits;
  if (change.requested_by != person) return {};
  return refuse(ErrorKind::forbidden, "period_change_confirmed_by_a_second_person",
                "Who asked for the change cannot confirm it; ask a second person.");
}

}  // namespace

Result<PeriodChange> request_period_change(db::Transaction& tx, const RequestPeriodChange& command,
                                           Date today, Instant now) {
  const PeriodChange change{new_id<PeriodChangeId>(now),
                            command.fund,
                            command.month,
                            command.step,
                            command.reason,
                            command.requested_by,
                            now,
                            {},
                            {},
                            {}};
  if (const auto possible = check_now(tx, change, today); !possible) return pass(possible);
  if (const auto other = check_other_person(tx, change, change.requested_by); !other) {
    return pass(other);
  }
  if (store::insert_period_change(tx, change)) return change;
  return refuse(ErrorKind::conflict, "one_change_of_a_period_waits",
                "A change of this month waits for its confirmation; see /v1/period-changes.");
}

Result<PeriodChange> confirm_period_change(db::Transaction& tx, const ConfirmPeriodChange& command,
                                           Date today, std::chrono::minutes offset, Instant now) {
  store::lock_periods(tx, command.fund);
  auto change = store::find_period_change_for_update(tx, command.fund, command.change);
  if (!change) return change_unknown();
  const std::string& person = command.confirmed_by;
  if (const auto may = check_confirmation(*change, person); !may) return pass(may);
  if (const auto other = check_other_person(tx, *change, person); !other) return pass(other);
  if (const auto possible = check_now(tx, *change, today); !possible) return pass(possible);
  const bool is_closing = change->step == PeriodStep::close;
  if (is_closing) {
    const Instant end = Instant{month_after(change->month)} - offset;
    const auto items = store::open_items(tx, change->fund, change->month, end);
    if (const auto clear = check_open_items(items); !clear) return pass(clear);
    const auto earmarks = check_earmarks_of(tx, change->fund, change->month);
    if (!earmarks) return pass(earmarks);
  }

  change->confirmed_by = person;
  change->confirmed_at = now;
  store::save_period_confirmation(tx, *change);
  if (is_closing) {
    store::insert_closed_period(tx, *change);
  } else {
    store::delete_closed_period(tx, change->fund, change->month);
  }
  return *change;
}

Result<PeriodChange> withdraw_period_change(db::Transaction& tx,
                                            const WithdrawPeriodChange& command, Instant now) {
  auto change = store::find_period_change_for_update(tx, command.fund, command.change);
  if (!change) return change_unknown();
  if (const auto waits = check_waiting(*change); !waits) return pass(waits);
  if (change->requested_by != command.withdrawn_by) {
    return refuse(ErrorKind::forbidden, "period_change_withdrawn_by_who_asked",
                  "Only who asked for the change can take it back.");
  }
  change->withdrawn_at = now;
  store::save_period_withdrawal(tx, *change);
  return *change;
}

}  // namespace haven::ledger
