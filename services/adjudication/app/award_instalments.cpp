#include "services/adjudication/app/award_instalments.hpp"

#include "common/core/ensure.hpp"
#include "common/messaging/log.hpp"
#include "common/scheme/wire.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "services/adjudication/store/entitlements.hpp"
#include "services/adjudication/store/instalment_plans.hpp"

namespace haven::adjudication {
namespace {

constexpr int plans_at_once = 100;

v1::EntitlementAwarded award_of(const store::KeptPlan& kept) {
  const InstalmentPlan& plan = kept.plan;
  v1::EntitlementAwarded award;
  ensure(award.ParseFromString(kept.award), "a kept award can be read");
  award.set_entitlement_id(entitlement_id_of(plan.id, plan.next_number).text());
  award.set_instalment(plan.next_number);
  award.set_due(text_of(plan.next_on));
  award.set_arose_on(text_of(plan.next_on));
  return award;
}

scheme::Line line_of(const v1::EntitlementAwarded& award) {
  scheme::Line line;
  line.scheme = award.line().scheme();
  line.layer = award.line().layer();
  line.benefit = award.line().benefit();
  line.amount = *scheme::money_from(award.line().amount());
  for (const auto& share : award.line().shares()) {
    line.shares.push_back({share.party(), *scheme::money_from(share.amount())});
  }
  return line;
}

}  // namespace

std::size_t award_instalments(db::Transaction& tx, const std::string& fund, Date today,
                              Instant now) {
  const auto payable = store::payable_plans(tx, fund, today, plans_at_once);
  for (const auto& kept : payable) {
    const InstalmentPlan& plan = kept.plan;
    const auto award = award_of(kept);
    store::insert_entitlements(
        tx, fund, plan.claim, plan.decision,
        {{EntitlementId{award.entitlement_id()}, line_of(award), plan.next_number}}, now);
    store::save_plan(tx, after_award(plan));
    messaging::append(tx, {"adjudication", fund, "plan:" + plan.id.text()}, plan.claim.text(),
                      award, now);
  }
  return payable.size();
}

}  // namespace haven::adjudication
