#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/contributions/v1/events.pb.h"
#include "haven/recoveries/v1/events.pb.h"
#include "services/disbursement/domain/bank_line.hpp"

namespace haven::disbursement {

struct AssignBankLine {
  std::string fund;
  BankLineId line;
  Assignment assignment;
};

/// A person says what a line was for; everybody is told. Refused: unknown, said before, or not what
/// such a line can be. See can_be_assigned().
Result<BankLine> assign_bank_line(db::Transaction& tx, const AssignBankLine& command, Instant now);

/// A service found what a line pays: the first is believed, a later one changes nothing. Safe to
/// run twice. Refused: no such line, another amount.
Result<void> believe_match(db::Transaction& tx, const messaging::Event& event,
                           const contributions::v1::DepositMatched& matched, Instant now);
Result<void> believe_match(db::Transaction& tx, const messaging::Event& event,
                           const recoveries::v1::ReceivableMatched& matched, Instant now);

}  // namespace haven::disbursement
