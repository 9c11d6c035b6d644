#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/refund.hpp"

/// Contributions that are given back.
namespace haven::contributions::store {

void insert_refund(db::Transaction& tx, const std::string& fund, const Refund& refund, Instant now);

std::optional<Refund> find_refund(db::Transaction& tx, const std::string& fund, const RefundId& id);
/// Holds the refund until the transaction ends.
std::optional<Refund> find_refund_for_update(db::Transaction& tx, const std::string& fund,
                                             const RefundId& id);
/// At most `limit` refunds after the id `after`, by id; of one state unless `state` is empty.
std::vector<Refund> page_of_refunds(db::Transaction& tx, const std::string& fund,
                                    const std::string& state, const std::string& after, int limit);

/// What is asked for or approved of a receipt.
Money promised_of(db::Transaction& tx, const Receipt& receipt);
/// What is approved of a receipt.
Money approved_of(db::Transaction& tx, const Receipt& receipt);

/// Saves state, who decided and when, and whether it ends cover.
void save_decision(db::Transaction& tx, const Refund& refund, Instant now);
/// Saves news of the refund's payment, unless something newer is known; `paid` with its day.
void save_payment_news(db::Transaction& tx, const Refund& refund, Instant said_at);

}  // namespace haven::contributions::store
