#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/adjudication/domain/award.hpp"

namespace haven::adjudication::store {

struct NewEntitlement {
  EntitlementId id;
  scheme::Line line;
  int instalment = 0;  // 0: paid once
};

/// Writes what a decision awards, with its shares, in one statement; what is there already stays.
void insert_entitlements(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                         const DecisionId& decision,
                         const std::vector<NewEntitlement>& entitlements, Instant now);

/// What stands for the claim: awarded and not withdrawn, or paid all the same.
std::vector<Standing> find_standing(db::Transaction& tx, const ClaimId& claim);

void withdraw_entitlements(db::Transaction& tx, const std::vector<EntitlementId>& ids);

/// What the bank said of a payment.
struct PaymentNews {
  PaymentId id;
  EntitlementId entitlement;
  std::string party;
  Money amount;
  std::optional<Date> settled;  // nothing: it came back
  Instant said{};
};

enum class Noted { new_news, known_already, entitlement_unknown, entitlement_withdrawn };

/// Keeps the newest news of a payment.
Noted save_payment(db::Transaction& tx, const std::string& fund, const PaymentNews& news);

/// What an entitlement was awarded for. It is there.
struct Awarded {
  ClaimId claim;
  std::string reference;
  MemberId member;  // as filed
  std::string scheme, layer, benefit;
};
Awarded find_awarded(db::Transaction& tx, const EntitlementId& id);

/// From now on the amounts count as a debt, and no longer as paid. False: it was found before.
struct FoundOverpayment {
  std::string id;
  EntitlementId entitlement;
  std::string reason;
  std::vector<scheme::Share> overpaid;
};
bool save_overpayment(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                      const FoundOverpayment& found, Instant now);

}  // namespace haven::adjudication::store
