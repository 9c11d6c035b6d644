#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/domain/claim.hpp"
#include "services/claims/domain/progress.hpp"

/// What other services said of a claim. Every function may be called again, and in any order.
namespace haven::claims::store {

struct DecisionLine {
  std::string scheme, layer, benefit, outcome, reason;
  std::optional<Money> amount;
};

struct DecisionHeard {
  std::string decision_id;
  ClaimId claim;
  std::string fund;
  int number = 0;
  DecisionStage stage = DecisionStage::decided;
  int payments = 0;
  std::vector<DecisionLine> lines;
};
/// `decided` tells the number, `approved` the payments; a decision that is past `decided` stays so.
void record_decision(db::Transaction& tx, const DecisionHeard& heard, Instant at);

struct PaymentHeard {
  std::string payment_id;
  ClaimId claim;
  std::string fund;
  std::string party;
  Money amount;
  std::string stage;             // released, unknown, returned, settled
  std::string entitlement = "";  // empty: not said
  int instalment = 1;
};
/// The newest news of a payment wins.
void record_payment(db::Transaction& tx, const PaymentHeard& heard, Instant said_at);

struct FundingHeard {
  std::string entitlement_id;
  ClaimId claim;
  std::string fund;
  std::string layer;
  bool is_short = false;
};
/// True when the claim's shortage may have changed: a purse is short, or was until now.
bool record_funding(db::Transaction& tx, const FundingHeard& heard, Instant said_at);

struct ParkedHeard {
  std::string consumer;
  std::string event_id;
  std::string fund;
  std::string subject;  // a claim's or member's id
  bool is_open = false;
};
/// Marks or clears the attention of the claims that hang on the event.
void record_parked(db::Transaction& tx, const ParkedHeard& heard, Instant said_at);

Progress find_progress(db::Transaction& tx, const Claim& claim);
/// The highest number among the claim's decisions; 0 without one.
int last_decision_number(db::Transaction& tx, const ClaimId& claim);

/// For the family: the lines of the newest approved decision, and every payment.
struct Outcome {
  std::string decision_id;
  std::vector<DecisionLine> lines;
  std::vector<PaymentHeard> payments;
};
Outcome find_outcome(db::Transaction& tx, const ClaimId& claim);

}  // namespace haven::claims::store
