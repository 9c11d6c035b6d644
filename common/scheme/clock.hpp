#pragma once
#include "common/scheme/situation.hpp"

/// Settlement clocks and the days they count.
namespace haven::scheme {

/// N working days after a day; the day after it is day 1.
Date add_working_days(Date day, int count, const Calendar& calendar);

/// The last day of a clock; nothing when a day it needs is not known, or while it stands still.
std::optional<Date> last_day_of(Situation& situation, const SettlementClock& clock);

}  // namespace haven::scheme
