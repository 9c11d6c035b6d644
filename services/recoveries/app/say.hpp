#pragma once
#include <vector>

#include "common/messaging/log.hpp"
#include "haven/recoveries/v1/events.pb.h"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/domain/bank_line.hpp"
#include "services/recoveries/domain/proposal.hpp"
#include "services/recoveries/domain/undoing.hpp"

namespace haven::recoveries {

/// An amount of another service's event. Refused: a currency that haven does not know, or nothing.
Result<Money> money_from(const common::v1::Money& wire);

messaging::Saying receivable_raised(const Receivable& receivable);
messaging::Saying advance_approved(const Receivable& receivable, const Proposal& proposal,
                                   const std::string& approved_by, Date today);
messaging::Saying receivable_reduced(const Receivable& receivable, const Reduction& reduction,
                                     const std::string& reduction_id, const std::string& line,
                                     Date day);
messaging::Saying reduction_undone(const Receivable& receivable, const Undoing& undoing,
                                   const std::string& undoing_id, Because because, Date day);
messaging::Saying set_off_agreed(const Receivable& receivable);
messaging::Saying receivable_matched(const Receivable& receivable, const BankLine& line);

void say(db::Transaction& tx, const Occasion& occasion,
         const std::vector<messaging::Saying>& sayings);

}  // namespace haven::recoveries
