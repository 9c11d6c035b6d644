#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "common/messaging/event.hpp"
#include "haven/claims/v1/events.pb.h"
#include "services/disbursement/app/screen_payments.hpp"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement {

/// Where the wire's accounts lead, by party.
Accounts accounts_from(const google::protobuf::RepeatedPtrField<claims::v1::PayeeAccount>& wire);

/// Takes over what claims says of the payees' accounts. A payment that was held for its account
/// becomes payable; one in a batch leaves it; a returned one is attempted again with the corrected
/// account. What is with the bank stays as it is. Safe to run twice; older news changes nothing.
Result<void> take_accounts(db::Transaction& tx, const messaging::Event& event,
                           const std::string& claim_id, const Accounts& accounts,
                           const PayingRules& rules, Instant now);

}  // namespace haven::disbursement
