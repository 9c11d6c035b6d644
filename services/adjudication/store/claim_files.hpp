#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "common/scheme/case.hpp"
#include "services/adjudication/domain/claim_file.hpp"

namespace haven::adjudication::store {

enum class Saved { stale, first, newer };

/// Keeps the file when it is the first of its claim or its version is higher, and locks its row.
/// A newer file ends a withdrawal.
Saved save_claim_file(db::Transaction& tx, const ClaimFile& file);

std::optional<ClaimFile> find_claim_file(db::Transaction& tx, const std::string& fund,
                                         const ClaimId& claim);
std::optional<ClaimFile> find_claim_file_for_update(db::Transaction& tx, const std::string& fund,
                                                    const ClaimId& claim);

/// Marks the claim withdrawn, unless it was ready again after `at`; locks its row. False:
/// unchanged.
bool save_withdrawal(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                     Instant at);

/// What is known of the person's other claims.
struct PersonHistory {
  std::vector<scheme::PastPayment> payments;  // one per entitlement, dated by its first payment
  bool incident_claimed_before = false;       // the same kind of incident on the same day
};

/// Payments of `file`'s own claim are left out: what was awarded for it is deducted when a
/// superseding decision is approved, and must not be deducted twice.
PersonHistory history_beside(db::Transaction& tx, const ClaimFile& file);

}  // namespace haven::adjudication::store
