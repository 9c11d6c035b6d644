#include "services/recoveries/app/raise.hpp"

#include "common/core/ensure.hpp"
#include "services/recoveries/app/say.hpp"
#include "services/recoveries/app/undo.hpp"
#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/domain/reference.hpp"
#include "services/recoveries/store/awards.hpp"
#include "services/recoveries/store/receivables.hpp"
#include "services/recoveries/store/reductions.hpp"
#include "services/recoveries/store/undoings.hpp"

namespace haven::recoveries {
namespace {

tl::unexpected<Error> unreadable(const std::string& what) {
  return refuse(ErrorKind::invalid, "debt_unreadable", "The event names no " + what + ".");
}

Result<Receivable> share_from(const Occasion& occasion, const ledger::v1::FundsShort& event) {
  const auto& award = event.award();
  const auto claim = id_from<ClaimId>(award.claim_id());
  const auto entitlement = id_from<EntitlementId>(award.entitlement_id());
  if (!claim || !entitlement) return unreadable("claim or entitlement");
  const auto amount = money_from(award.line().amount());
  if (!amount) return pass(amount);
  const Insurer* insurer = occasion.terms.insurer_of(award.line().scheme());
  if (insurer == nullptr) {
    return refuse(ErrorKind::conflict, "scheme_has_no_insurer",
                  "No insurer in the fund's recovery terms has the scheme " +
                      award.line().scheme() + "; add it there and retry.");
  }
  Receivable share;
  share.cause = "entitlement/" + entitlement->text();
  share.kind = Kind::insurer_share;
  share.debtor = insurer->code;
  share.debtor_name = insurer->name;
  share.claim = *claim;
  share.claim_reference = award.claim_reference();
  share.entitlement = *entitlement;
  share.member = MemberId{award.member_id()};
  share.scheme = award.line().scheme();
  share.benefit = award.line().benefit();
  share.purse = event.purse();
  share.amount = *amount;
  share.due = due_of(insurer->clock, occasion.today, date_from(award.due()));
  return share;
}

Result<Receivable> debt_from(const Occasion& occasion,
                             const adjudication::v1::OverpaymentFound& event,
                             const adjudication::v1::Overpaid& overpaid) {
  const auto claim = id_from<ClaimId>(event.claim_id());
  const auto entitlement = id_from<EntitlementId>(event.entitlement_id());
  if (!claim || !entitlement || overpaid.party().empty()) {
    return unreadable("claim, entitlement or payee");
  }
  const auto amount = money_from(overpaid.amount());
  if (!amount) return pass(amount);
  Receivable debt;
  debt.cause = "overpayment/" + event.overpayment_id() + "/" + overpaid.party();
  debt.kind = Kind::overpayment;
  debt.debtor = payee;
  debt.debtor_name = overpaid.name();
  debt.claim = *claim;
  debt.claim_reference = event.claim_reference();
  debt.entitlement = *entitlement;
  debt.member = MemberId{event.member_id()};
  debt.party = overpaid.party();
  debt.scheme = event.scheme();
  debt.benefit = event.benefit();
  debt.amount = *amount;
  debt.due = due_of(occasion.terms.overpayments.clock, occasion.today, {});
  return debt;
}

// What every debt has from the beginning.
Receivable completed(const Occasion& occasion, Receivable draft) {
  draft.fund = occasion.fund;
  draft.id = receivable_id_of(occasion.fund, draft.cause);
  draft.reference = reference_of(draft.id);
  draft.paid = draft.written_off = draft.withdrawn = draft.revived = draft.credit =
      nothing_of(draft.amount);
  draft.raised = occasion.today;
  draft.raised_by = occasion.by;
  return draft;
}

Receivable keep(db::Transaction& tx, const Occasion& occasion, const Tick& first) {
  if (!store::insert_receivable(tx, first.after)) {
    const auto raised_before = store::find_receivable(tx, occasion.fund, first.after.id);
    ensure(raised_before.has_value(), "a cause names one receivable");
    return *raised_before;
  }
  store::insert_notices(tx, first.after.id, first.notices, occasion.today);
  say(tx, occasion, {receivable_raised(first.after)});
  return first.after;
}

}  // namespace

Receivable raise(db::Transaction& tx, const Occasion& occasion, Receivable draft) {
  const DebtClock& clock = clock_of(occasion.terms, draft);
  const Receivable debt = start_clock(completed(occasion, std::move(draft)), clock);
  return keep(tx, occasion, tick(debt, clock, occasion.today));
}

Result<void> raise_insurer_share(db::Transaction& tx, const Occasion& occasion,
                                 const ledger::v1::FundsShort& event) {
  if (event.award().line().layer() != "insurer") return {};
  auto share = share_from(occasion, event);
  if (!share) return pass(share);
  const auto award = store::find_award_for_update(tx, occasion.fund, share->entitlement);
  if (award.reserved || award.withdrawn) return {};
  raise(tx, occasion, *std::move(share));
  return {};
}

Result<void> raise_overpayment(db::Transaction& tx, const Occasion& occasion,
                               const adjudication::v1::OverpaymentFound& event) {
  for (const auto& overpaid : event.overpaid()) {
    auto debt = debt_from(occasion, event, overpaid);
    if (!debt) return pass(debt);
    if (!store::find_returned(tx, occasion.fund, debt->entitlement, debt->party)) {
      raise(tx, occasion, *std::move(debt));
      continue;
    }
    // The payment has come back already: nobody is told to pay, and it is withdrawn at once.
    const Receivable raised = keep(tx, occasion, {completed(occasion, *std::move(debt)), {}});
    follow_what_came_back(tx, occasion, raised.entitlement, raised.party);
  }
  return {};
}

}  // namespace haven::recoveries
