#include "services/ledger/domain/period.hpp"

#include "common/core/ensure.hpp"

namespace haven::ledger {
namespace {

tl::unexpected<Error> conflict(std::string code, std::string detail) {
  return refuse(ErrorKind::conflict, std::move(code), std::move(detail));
}

Result<void> check_closing(Month month, const PeriodFacts& facts) {
  if (facts.last_closed && month <= *facts.last_closed) {
    return conflict("period_is_closed", month_text(month) + " is closed already.");
  }
  if (facts.today < month_after(month)) {
    return conflict("period_is_not_over", month_text(month) + " is not over yet.");
  }
  if (!facts.last_closed && !facts.first_booked) {
    return conflict("books_are_empty", "Nothing is booked that could be closed.");
  }
  const Month next = facts.last_closed ? month_after(*facts.last_closed) : *facts.first_booked;
  if (month == next) return {};
  return conflict("periods_close_in_order",
                  "The next month to be closed is " + month_text(next) + ".");
}

Result<void> check_reopening(Month month, const PeriodFacts& facts) {
  if (!facts.last_closed || month > *facts.last_closed) {
    return conflict("period_is_open", month_text(month) + " is not closed.");
  }
  if (month == *facts.last_closed) return {};
  return conflict("later_period_is_closed", "Reopen " + month_text(*facts.last_closed) +
                                                " first: its balances rest on this month's.");
}

}  // namespace

Month month_of(Date day) {
  const std::chrono::year_month_day parts{day};
  return parts.year() / parts.month() / 1;
}

Month month_after(Month month) {
  return add_months(month, 1);
}

std::string month_text(Month month) {
  return text_of(month).substr(0, 7);
}

std::optional<Month> month_from(std::string_view text) {
  if (text.size() != 7) return {};
  return date_from(std::string{text} + "-01");
}

std::string name_of(PeriodStep step) {
  return step == PeriodStep::close ? "close" : "reopen";
}

PeriodStep period_step_from(std::string_view name) {
  ensure(name == "close" || name == "reopen", "a stored step of a period is known");
  return name == "close" ? PeriodStep::close : PeriodStep::reopen;
}

std::string state_of(const PeriodChange& change) {
  if (change.withdrawn_at) return "withdrawn";
  return change.confirmed_by ? "done" : "waiting";
}

Result<void> check_step(PeriodStep step, Month month, const PeriodFacts& facts) {
  if (step == PeriodStep::close) return check_closing(month, facts);
  return check_reopening(month, facts);
}

Result<void> check_open_items(const OpenItems& items) {
  if (items.waiting_fundings > 0) {
    return conflict("fundings_wait",
                    std::to_string(items.waiting_fundings) +
                        " deposits of the month are noted and not confirmed; see /v1/fundings.");
  }
  if (items.unbooked_events > 0) {
    return conflict("events_are_not_booked",
                    std::to_string(items.unbooked_events) +
                        " events of the month could not be booked; see haven events failed.");
  }
  if (items.unassigned_lines > 0) {
    return conflict("bank_lines_are_unassigned",
                    std::to_string(items.unassigned_lines) +
                        " lines of the bank's statements are in suspense; say what each was for.");
  }
  if (items.unsealed > 0) {
    return conflict("entries_are_not_sealed",
                    std::to_string(items.unsealed) +
                        " entries are not sealed yet; it takes some seconds, then try again.");
  }
  return {};
}

}  // namespace haven::ledger
