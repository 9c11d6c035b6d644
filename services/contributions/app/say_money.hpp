#pragma once
#include "common/messaging/log.hpp"
#include "services/contributions/domain/deposit.hpp"
#include "services/contributions/domain/refund.hpp"

/// What contributions tells the world of deposits and refunds.
namespace haven::contributions {

/// A line is taken for a deposit of ours; disbursement says whether it is.
messaging::Saying deposit_matched(const BankLine& line, const std::string& partner);
/// Two people agreed that money of a receipt goes back.
messaging::Saying refund_approved(const Refund& refund, const Receipt& receipt);

}  // namespace haven::contributions
