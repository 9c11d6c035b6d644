#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/adjudication/domain/award.hpp"

namespace haven::adjudication::store {

struct NewEntitlement {
  EntitlementId id;
  scheme::Line line;
};

/// Writes what a decision awards, with its shares, in one statement; what is there already stays.
void insert_entitlements(db::Transaction& tx, const std::string& fund, const DecisionHead& decision,
                         const std::vector<NewEntitlement>& entitlements, Instant now);

/// What stands for the claim: awarded and not withdrawn, or paid all the same.
std::vector<Standing> find_standing(db::Transaction& tx, const ClaimId& claim);

void withdraw_entitlements(db::Transaction& tx, const std::vector<EntitlementId>& ids);

struct SettledPayment {
  PaymentId id;
  EntitlementId entitlement;
  Money amount;
  Date settled{};
};

enum class Settling { recorded, known_already, entitlement_unknown, entitlement_withdrawn };

/// Records a payment once.
Settling insert_settled_payment(db::Transaction& tx, const std::string& fund,
                                const SettledPayment& payment);

}  // namespace haven::adjudication::store
