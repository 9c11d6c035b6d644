#pragma once
#include <string>
#include <vector>

#include "services/adjudication/domain/decision.hpp"

namespace haven::adjudication {

/// An entitlement of the claim that counts: awarded and not withdrawn, or paid all the same.
struct Standing {
  EntitlementId id;
  std::string scheme, benefit;
  std::vector<scheme::Share> shares;
  bool paid = false;  // a statement showed at least one payment of it
  bool operator==(const Standing&) const = default;
};

/// What an approval brings about.
struct AwardPlan {
  std::vector<DecidedLine> awards;       // what is owed beyond what stands; one per scheme, benefit
                                         // and currency
  std::vector<EntitlementId> withdrawn;  // no longer owed and not known to be paid
  std::vector<std::string> recover;      // sentences for the work queue: more was awarded than owed
  bool operator==(const AwardPlan&) const = default;
};

/// Compares what a decision owes through haven with what already stands for the claim. Nothing is
/// ever taken back from a payee or moved to another one automatically: where one share would become
/// smaller, nothing is awarded under that benefit and a person is asked.
AwardPlan plan_awards(const std::vector<DecidedLine>& lines, const std::vector<Standing>& standing);

/// The payments that follow from awards: one for each share.
int payments_of(const std::vector<DecidedLine>& awards);

/// The id of what one decision awards under one benefit: the same at every attempt.
EntitlementId entitlement_id_of(const DecisionId& decision, const scheme::Line& line);

}  // namespace haven::adjudication
