#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/adjudication/domain/instalment.hpp"

namespace haven::adjudication::store {

/// A plan with the award that each of its instalments repeats: a serialized EntitlementAwarded.
struct KeptPlan {
  InstalmentPlan plan;
  std::string award;
};

void insert_plan(db::Transaction& tx, const KeptPlan& kept);

/// Of the claim, locked.
std::vector<KeptPlan> running_plans(db::Transaction& tx, const ClaimId& claim);

/// Plans whose next day has come and whose condition, if any, is confirmed; locked, but for those
/// that another process is awarding at this moment.
std::vector<KeptPlan> payable_plans(db::Transaction& tx, const std::string& fund, Date today,
                                    int limit);

std::optional<InstalmentPlan> find_plan_for_update(db::Transaction& tx, const std::string& fund,
                                                   const PlanId& id);
std::optional<InstalmentPlan> find_plan(db::Transaction& tx, const std::string& fund,
                                        const PlanId& id);

struct PlanFilter {
  std::optional<PlanState> state;
  std::optional<Date> unconfirmed_until;  // the next day is up to this one, and nobody confirmed
  std::string after;
  int limit = 0;
};
std::vector<InstalmentPlan> find_plans(db::Transaction& tx, const std::string& fund,
                                       const PlanFilter& filter);

/// The plan as it is after an award or an ending.
void save_plan(db::Transaction& tx, const InstalmentPlan& plan);
/// A later decision gives the same benefit: its instalments are those of the later award.
void save_new_terms(db::Transaction& tx, const KeptPlan& kept);

void save_confirmation(db::Transaction& tx, const InstalmentPlan& plan, const std::string& evidence,
                       const std::string& by, Instant now);

}  // namespace haven::adjudication::store
