#pragma once
#include "common/db/transaction.hpp"
#include "services/ledger/domain/period.hpp"

namespace haven::ledger {

struct RequestPeriodChange {
  std::string fund;
  Month month{};
  PeriodStep step = PeriodStep::close;
  std::string reason;
  std::string requested_by;
};
/// Notes the wish to close or reopen a month. Refused: the month cannot be closed or reopened now,
/// another change of it waits, or it was closed by the person who wants to reopen it.
Result<PeriodChange> request_period_change(db::Transaction& tx, const RequestPeriodChange& command,
                                           Date today, Instant now);

struct ConfirmPeriodChange {
  std::string fund;
  PeriodChangeId change;
  std::string confirmed_by;
};
/// Closes the month and keeps its trial balance, or opens it again. Nobody books meanwhile. Refused
/// besides: confirmed before, by the person who asked or one who closed the month, or while
/// something of the month is open. `offset` is the fund's distance from UTC.
Result<PeriodChange> confirm_period_change(db::Transaction& tx, const ConfirmPeriodChange& command,
                                           Date today, std::chrono::minutes offset, Instant now);

struct WithdrawPeriodChange {
  std::string fund;
  PeriodChangeId change;
  std::string withdrawn_by;
};
/// Takes a wish back that waits, so that another of the same month can be asked for. Refused:
/// confirmed or withdrawn before, or by another person than who asked.
Result<PeriodChange> withdraw_period_change(db::Transaction& tx,
                                            const WithdrawPeriodChange& command, Instant now);

}  // namespace haven::ledger
