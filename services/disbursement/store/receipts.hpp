#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/receipt.hpp"

namespace haven::disbursement::store {

/// The attempt that the bank knows by this reference.
std::optional<Payment> find_attempt(db::Transaction& tx, const std::string& fund,
                                    const std::string& bank_reference);
/// Who made and signed the batch that the payment left with.
std::set<std::string> signers_of(db::Transaction& tx, const BatchId& batch);

/// Writes a confirmation that is asked for; nothing when the attempt has one.
void insert_asked(db::Transaction& tx, const Confirmation& confirmation);
/// The bank took its word back: nobody is asked any more, and nobody will be.
void save_cancelled(db::Transaction& tx, const Payment& payment, Date today, Date due_on);

std::optional<Confirmation> find_confirmation(db::Transaction& tx, const std::string& fund,
                                              const PaymentId& payment, int attempt);
/// Writes the confirmation's state and the answer that led there.
void save_answer(db::Transaction& tx, const Confirmation& confirmation, const Answer& answer);

struct ConfirmationFilter {
  std::string state;
  std::optional<Date> due_before;  // only what is still asked
};
std::vector<Confirmation> confirmations_by(db::Transaction& tx, const std::string& fund,
                                           const ConfirmationFilter& filter,
                                           const std::string& after, int limit);
std::string key_of(const Confirmation& confirmation);

/// How many were asked, and what came of it.
struct ConfirmationTotals {
  std::int64_t asked = 0;  // all together
  std::int64_t confirmed = 0, disputed = 0, cancelled = 0;
  std::int64_t waiting = 0;
  std::int64_t overdue = 0;    // of those waiting
  std::int64_t unasked = 0;    // said of payments that nobody asked about
  std::int64_t inquiries = 0;  // open
};
ConfirmationTotals confirmation_totals(db::Transaction& tx, const std::string& fund, Date today);

}  // namespace haven::disbursement::store
