#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/result.hpp"

namespace haven::ledger {

using PeriodChangeId = Id<struct PeriodChangeTag>;

/// A month of the books is named by its first day.
using Month = Date;
Month month_of(Date day);
Month month_after(Month month);
/// "2026-05"; and back.
std::string month_text(Month month);
std::optional<Month> month_from(std::string_view text);

enum class PeriodStep { close, reopen };
std::string name_of(PeriodStep step);
PeriodStep period_step_from(std::string_view name);

/// The wish to close or reopen a month; carried out when a second person confirms it.
struct PeriodChange {
  PeriodChangeId id;
  std::string fund;
  Month month{};
  PeriodStep step = PeriodStep::close;
  std::string reason;
  std::string requested_by;
  Instant requested_at{};
  std::optional<std::string> confirmed_by;
  std::optional<Instant> confirmed_at;
  std::optional<Instant> withdrawn_at;  // by who asked
};
/// "waiting", "done" or "withdrawn".
std::string state_of(const PeriodChange& change);

/// Where the books of a fund stand. The closed months are everything up to `last_closed`.
struct PeriodFacts {
  std::optional<Month> first_booked;
  std::optional<Month> last_closed;
  Date today{};
};
/// Months are closed one after the other once they are over, and reopened from the last one back.
Result<void> check_step(PeriodStep step, Month month, const PeriodFacts& facts);

/// What stands in the way of closing a month, counted.
struct OpenItems {
  std::int64_t unsealed = 0;          // entries without a seal
  std::int64_t waiting_fundings = 0;  // noted and not confirmed
  std::int64_t unbooked_events = 0;   // that the ledger refused and nobody has settled
  std::int64_t unassigned_lines = 0;  // of the bank's statements, in suspense
};
Result<void> check_open_items(const OpenItems& items);

}  // namespace haven::ledger
