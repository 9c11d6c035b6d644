#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/interest.hpp"

namespace haven::disbursement {

/// Notes that somebody benefits from a member's claims or is family. Refused by the database when
/// it stands already.
Interest tell_interest(db::Transaction& tx, Interest interest, Instant now);

struct EndInterest {
  std::string fund;
  InterestId interest;
  std::string by;
  std::string reason;
};
/// See may_end().
Result<Interest> end_interest(db::Transaction& tx, const EndInterest& command, Instant now);

}  // namespace haven::disbursement
