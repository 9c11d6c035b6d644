#pragma once
#include <chrono>
#include <cstddef>

#include "common/messaging/consumer.hpp"
#include "common/service/setting.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

/// What disbursement listens to: reserved funds, withdrawn entitlements, payees' accounts, what may
/// be set off, and its own settled payments, of which some are asked about.
/// `policies` outlives the subscriptions.
void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting,
                       const PaymentPolicies& policies);

/// Called now and then: payments that left longer than `silence` ago, and of which no statement
/// spoke since, become unknown. Returns how many.
std::size_t sweep_unknown(const service::Setting& setting, std::chrono::seconds silence);

/// Called now and then: keeps as unclaimed what nobody could be paid for as long as its fund's
/// policy says. Returns how many.
std::size_t sweep_unclaimed(const service::Setting& setting, const PaymentPolicies& policies);

}  // namespace haven::disbursement
