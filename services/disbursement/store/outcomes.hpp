#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/order_file.hpp"
#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/statement.hpp"

/// How payments that have left the house end.
namespace haven::disbursement::store {

/// The orders with these bank references, locked in order of reference.
Orders orders_for_update(db::Transaction& tx, const std::string& fund,
                         const std::vector<std::string>& references);
/// Saves those of them that have changed in one round trip; returns their payments.
std::vector<Payment> save_orders(db::Transaction& tx, const std::string& fund,
                                 const Orders& orders);
/// Notes what a report of the bank says of orders, by reference.
void note_statuses(db::Transaction& tx, const std::string& fund, const StatementId& report,
                   const std::vector<std::pair<std::string, std::string>>& statuses, Instant now);

/// How the payments of a released batch stand, all of them locked.
struct Standing {
  std::int64_t open = 0;     // with the bank, or settled by two people only
  std::int64_t debited = 0;  // shown on a statement
  std::int64_t other = 0;
};
Standing standing_of_batch(db::Transaction& tx, const BatchId& batch);
/// The references of the file's next orders, in order, without those that this report named.
std::vector<std::string> references_in_file(db::Transaction& tx, const OrderFile& file,
                                            const StatementId& report, const std::string& after,
                                            int limit);

/// The end that two people gave together to a payment that the bank is silent about.
struct Ending {
  PaymentState state = PaymentState::settled;  // or returned
  Date on{};
  std::string reason;  // returned only
};
Payment save_resolution(db::Transaction& tx, const Payment& payment, const Ending& ending,
                        const std::string& first, const std::string& second);

/// Notes what a person says; the newest word of the same person counts. Returns who else says so.
std::optional<std::string> save_opinion(db::Transaction& tx, const Payment& payment,
                                        const std::string& subject, const std::string& outcome,
                                        const std::string& reason, Instant now);

/// Unknown to released: sent once more, with the same reference.
void save_resend(db::Transaction& tx, const Payment& payment, Instant now);

/// Sent before `limit`, and silent since: now unknown. At most `most` at once.
std::vector<Payment> mark_unknown(db::Transaction& tx, Instant limit, int most);

}  // namespace haven::disbursement::store
