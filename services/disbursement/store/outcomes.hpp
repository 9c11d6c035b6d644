#pragma once
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/statement.hpp"

/// How payments that have left the house end.
namespace haven::disbursement::store {

/// The payments with these bank references, locked in order of reference.
Orders orders_for_update(db::Transaction& tx, const std::string& fund,
                         const std::vector<std::string>& references);

/// The end of one order.
struct Ending {
  std::string bank_reference;
  PaymentState state = PaymentState::settled;  // or returned
  Date settled_on{};                           // settled only
  std::string reason;                          // returned only
};
/// Moves released and unknown payments to their ends in one round trip; returns them.
std::vector<Payment> save_endings(db::Transaction& tx, const std::string& fund,
                                  const std::vector<Ending>& endings);
/// The end that two people gave together to a payment that the bank is silent about.
Payment save_resolution(db::Transaction& tx, const Payment& payment, const Ending& ending,
                        const std::string& first, const std::string& second);

/// Notes what a person says; the newest word of the same person counts. Returns who else says so.
std::optional<std::string> save_opinion(db::Transaction& tx, const Payment& payment,
                                        const std::string& subject, const std::string& outcome,
                                        const std::string& reason, Instant now);

/// Unknown to released: sent once more, with the same reference.
void save_resend(db::Transaction& tx, const Payment& payment, Instant now);

/// Released before `limit` and silent since: now unknown. At most `most` at once.
std::vector<Payment> mark_unknown(db::Transaction& tx, Instant limit, int most);

}  // namespace haven::disbursement::store
