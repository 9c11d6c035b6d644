#pragma once
#include <string>
#include <vector>

#include "services/adjudication/domain/decision.hpp"

namespace haven::adjudication {

/// One payee's part of an entitlement, and how much of it a statement showed as paid. What was
/// found to be paid too much is a debt by now and counts as not paid.
struct StandingShare {
  std::string party;
  Money amount, paid;
  bool operator==(const StandingShare&) const = default;
};

/// An entitlement of the claim that counts: awarded and not withdrawn, or paid all the same.
struct Standing {
  EntitlementId id;
  std::string scheme, layer, benefit;
  std::vector<StandingShare> shares;
  bool withdrawn = false;
  int instalment = 0;  // 0: paid once
  bool operator==(const Standing&) const = default;
};

/// What payees have of one entitlement, and should not have.
struct Overpayment {
  EntitlementId entitlement;
  std::string scheme, layer, benefit;
  std::vector<scheme::Share> overpaid;  // each payee once
  bool operator==(const Overpayment&) const = default;
};

/// What an approval brings about.
struct AwardPlan {
  std::vector<DecidedLine> awards;       // what is owed beyond what stands; one per scheme, benefit
                                         // and currency
  std::vector<EntitlementId> withdrawn;  // no longer owed as they stand: what is not sent goes back
  std::vector<Overpayment> overpayments;
  bool operator==(const AwardPlan&) const = default;
};

/// Compares what a decision owes through haven with what already stands for the claim. Where every
/// payee gets at least what stands, the difference is awarded. Where a share becomes smaller,
/// everything that stands under that benefit is withdrawn, and what each payee has not been paid
/// of the new decision is awarded; what was paid beyond it is an overpayment. A benefit in
/// instalments is owed as often as it was awarded, once at least.
AwardPlan plan_awards(const std::vector<DecidedLine>& lines, const std::vector<Standing>& standing);

/// The last instalment that an award of this line covers: 1 where nothing stands under its benefit,
/// else the last that was awarded; 0 for what is paid once.
int instalment_of(const scheme::Line& line, const std::vector<Standing>& standing);

/// The payments that follow from awards: one for each share.
int payments_of(const std::vector<DecidedLine>& awards);

/// The id of what one decision awards under one benefit: the same at every attempt.
EntitlementId entitlement_id_of(const DecisionId& decision, const scheme::Line& line);

}  // namespace haven::adjudication
