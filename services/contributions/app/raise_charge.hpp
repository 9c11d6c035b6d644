#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "haven/enrolment/v1/events.pb.h"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/charge.hpp"

namespace haven::contributions {

struct RaiseCharge {
  std::string member_number;
  std::string scheme;
  std::string agency;
  std::optional<Money> amount;
  Date charged{};
  std::string evidence;
};

/// A worker says that the agency took the premium from them. Refused: an unknown number, a day to
/// come.
Result<Charge> raise_charge(db::Transaction& tx, const Occasion& occasion,
                            const RaiseCharge& command);

/// A line of an agency's own file says so; once per receipt.
void raise_from_receipt(db::Transaction& tx, const Occasion& occasion, const Receipt& receipt,
                        const std::string& evidence);

/// A registration in the member's record says so; once per registration, also when the record was
/// merged into another: `merged` is that one's id, or empty.
void raise_from_record(db::Transaction& tx, const Occasion& occasion,
                       const enrolment::v1::Member& member, const std::string& merged);

}  // namespace haven::contributions
