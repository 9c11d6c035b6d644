#pragma once
#include <filesystem>

#include "common/messaging/consumer.hpp"
#include "common/service/setting.hpp"

namespace haven::ledger {

/// What the ledger listens to: awards and withdrawals, orders at the bank and lines of its
/// statements, contributions and refunds, what others owe the fund.
void add_subscriptions(messaging::Subscriptions& subscriptions, const service::Setting& setting);

/// Called at start, before the first event: makes every fund's purses as `folder`/<fund>.yaml says.
/// Throws std::runtime_error when a file is missing or wrong.
void ensure_purses(const service::Setting& setting, const std::filesystem::path& folder);

}  // namespace haven::ledger
