#include "services/disbursement/app/plan_payments.hpp"

#include <algorithm>

#include "services/disbursement/app/keep_back.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/payee_accounts.hpp"
#include "services/disbursement/store/payments.hpp"

namespace haven::disbursement {
namespace {

// The wire promises nothing; past this point nobody has to doubt the award.
Result<Award> award_from(const messaging::Event& event,
                         const adjudication::v1::EntitlementAwarded& wire) {
  const auto entitlement = id_from<EntitlementId>(wire.entitlement_id());
  const auto claim = id_from<ClaimId>(wire.claim_id());
  const auto currency = Currency::from(wire.line().amount().currency());
  if (!entitlement || !claim || !currency) {
    return refuse(ErrorKind::invalid, "award_unreadable",
                  "the award names no entitlement, no claim or no known currency");
  }
  Award award{event.fund,
              *entitlement,
              *claim,
              wire.claim_reference(),
              id_from<MemberId>(wire.member_id()).value_or(MemberId{}),
              std::max(1, wire.instalment()),  // 0: paid once
              {wire.line().amount().minor(), *currency},
              {},
              date_from(wire.due()),
              {wire.filed_by(), wire.decided_by(), wire.approved_by()}};
  for (const auto& share : wire.line().shares()) {
    const auto share_currency = Currency::from(share.amount().currency());
    award.shares.push_back({share.party(),
                            share.name(),
                            {share.amount().minor(), share_currency.value_or(Currency{})},
                            share.minor(),
                            share.guardian_papers()});
  }
  if (const auto payable = award_can_be_paid(award); !payable) return pass(payable);
  return award;
}

std::vector<Hold> minors_holds(const Award& award, const std::vector<Payment>& payments,
                               Instant now) {
  const auto minors = unguarded_minors(award);
  std::vector<Hold> holds;
  for (const Payment& payment : payments) {
    if (std::ranges::find(minors, payment.party) == minors.end()) continue;
    holds.push_back(
        hold_by_rule(payment, HoldKind::minor, "",
                     "The payee is under age and nobody may take the money for them yet", now));
  }
  return holds;
}

}  // namespace

Result<void> plan_payments(db::Transaction& tx, const messaging::Event& event,
                           const ledger::v1::FundsReserved& reserved, const PayingRules& rules,
                           Instant now) {
  const auto award = award_from(event, reserved.award());
  if (!award) return pass(award);
  const auto payees = store::find_payees(tx, award->fund, award->claim, award->entitlement);

  const Award rest = keep_back(tx, *award, payees.is_withdrawn, event.id.text(), now);
  const auto payments = payments_for(rest, payees.accounts, payees.is_withdrawn, now);

  if (store::insert_payments(tx, payments) == 0) return {};
  if (payees.is_withdrawn) return {};
  if (rules.policy.minors == MinorsRule::hold) {
    store::place_holds(tx, minors_holds(*award, payments, now));
  }
  screen_payments(tx, award->fund, payments, rules, now);
  return {};
}

}  // namespace haven::disbursement
