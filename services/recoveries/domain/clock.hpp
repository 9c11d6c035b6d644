#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/recoveries/domain/receivable.hpp"
#include "services/recoveries/domain/terms.hpp"

namespace haven::recoveries {

/// The last day on which nothing is late; never before the day of raising.
Date due_of(const DebtClock& clock, Date raised, std::optional<Date> claim_due);

enum class Notice { demand, reminder, overdue, bond_call };
std::string name_of(Notice notice);

/// What a clock did by `today`.
struct Tick {
  Receivable after;
  std::vector<Notice> notices;
};

/// Sets the clock of a receivable that is just raised; nothing has been told yet.
Receivable start_clock(Receivable receivable, const DebtClock& clock);

/// Tells the debtor what it is time for and moves the state on. Where several days were missed only
/// the demand and the latest notice are told.
Tick tick(const Receivable& receivable, const DebtClock& clock, Date today);

/// The last day has moved: what is not late any more is demanded again.
Receivable move_due(Receivable receivable, const DebtClock& clock, Date due, Date today);

/// More is owed than before, because what had paid it is undone: it is demanded anew, with all the
/// time that such a debt has.
Tick owe_again(Receivable receivable, const DebtClock& clock, Date today);

/// The days that it is late; 0 up to and on the last day.
int days_overdue(Date due, Date today);

/// How old a debt is, by days overdue: not due, 1 to 30, 31 to 60, 61 to 90, older.
enum class Age { not_due, to_30, to_60, to_90, over_90 };
Age age_of(Date due, Date today);
std::string name_of(Age age);

}  // namespace haven::recoveries
