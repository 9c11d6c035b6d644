#include "services/recoveries/domain/clock.hpp"

#include <algorithm>

namespace haven::recoveries {
namespace {

using std::chrono::days;

struct Event {
  Date day{};
  Notice notice = Notice::demand;
};

// In the order of their days: the demand, reminders after it, the day after the last day.
std::vector<Event> events_of(const DebtClock& clock, Date raised, Date due) {
  const Date demand = std::min(raised + days{clock.demand_after_days}, due);
  std::vector<Event> events{{demand, Notice::demand}};
  for (const int before : clock.remind_days_before) {
    const Date day = due - days{before};
    if (day > demand) events.push_back({day, Notice::reminder});
  }
  events.push_back({due + days{1}, Notice::overdue});
  return events;
}

std::optional<Date> first_after(const std::vector<Event>& events, Date day) {
  const auto next =
      std::ranges::find_if(events, [&](const Event& event) { return event.day > day; });
  if (next == events.end()) return {};
  return next->day;
}

// The demand stays; of the others only the latest is still worth telling.
std::vector<Notice> worth_telling(const std::vector<Event>& events, Date from, Date today) {
  std::vector<Notice> notices;
  for (const Event& event : events) {
    if (event.day < from || event.day > today) continue;
    if (!notices.empty() && notices.back() == Notice::reminder) notices.pop_back();
    notices.push_back(event.notice);
  }
  return notices;
}

}  // namespace

Date due_of(const DebtClock& clock, Date raised, std::optional<Date> claim_due) {
  const bool from_claim = clock.start == ClockStart::claim_due && claim_due;
  return std::max((from_claim ? *claim_due : raised) + days{clock.days}, raised);
}

std::string name_of(Notice notice) {
  switch (notice) {
    case Notice::demand:
      return "demand";
    case Notice::reminder:
      return "reminder";
    case Notice::overdue:
      return "overdue";
    case Notice::bond_call:
      return "bond_call";
  }
  return "";
}

Receivable start_clock(Receivable receivable, const DebtClock& clock) {
  receivable.next = events_of(clock, receivable.raised, receivable.due).front().day;
  return receivable;
}

Tick tick(const Receivable& receivable, const DebtClock& clock, Date today) {
  Tick tick{receivable, {}};
  const bool runs = receivable.state == State::open || receivable.state == State::demanded;
  if (!runs) tick.after.next.reset();
  if (!runs || !receivable.next || *receivable.next > today) return tick;
  const auto events = events_of(clock, receivable.raised, receivable.due);
  tick.notices = worth_telling(events, *receivable.next, today);
  tick.after.next = first_after(events, today);
  if (today > receivable.due) {
    tick.after.state = State::overdue;
  } else if (!tick.notices.empty()) {
    tick.after.state = State::demanded;
  }
  return tick;
}

Receivable move_due(Receivable receivable, const DebtClock& clock, Date due, Date today) {
  if (receivable.is_ended() || receivable.state == State::bond_called) return receivable;
  receivable.due = due;
  if (today > due) {
    if (receivable.state != State::overdue) receivable.next = due + days{1};
    return receivable;
  }
  if (receivable.state == State::overdue) receivable.state = State::demanded;
  receivable.next = first_after(events_of(clock, receivable.raised, due), today);
  return receivable;
}

Tick owe_again(Receivable receivable, const DebtClock& clock, Date today) {
  const bool was_told = receivable.state != State::open;
  if (was_told) receivable.state = State::demanded;
  const Date due = std::max(receivable.due, due_of(clock, today, {}));
  Tick tick{move_due(std::move(receivable), clock, due, today), {}};
  if (was_told) tick.notices.push_back(Notice::demand);
  return tick;
}

int days_overdue(Date due, Date today) {
  return std::max(static_cast<int>((today - due).count()), 0);
}

Age age_of(Date due, Date today) {
  const int late = days_overdue(due, today);
  if (late == 0) return Age::not_due;
  if (late <= 30) return Age::to_30;
  if (late <= 60) return Age::to_60;
  return late <= 90 ? Age::to_90 : Age::over_90;
}

std::string name_of(Age age) {
  switch (age) {
    case Age::not_due:
      return "not_due";
    case Age::to_30:
      return "1_to_30";
    case Age::to_60:
      return "31_to_60";
    case Age::to_90:
      return "61_to_90";
    case Age::over_90:
      return "over_90";
  }
  return "";
}

}  // namespace haven::recoveries
