#include "services/ledger/app/award_refund.hpp"

#include "services/ledger/app/read_money.hpp"
#include "services/ledger/app/say_reserved.hpp"
#include "services/ledger/domain/chart.hpp"
#include "services/ledger/domain/receipt.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/refunds.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger {
namespace {

// Two people are needed for a refund as for an award: who asked stands for who filed and decided.
adjudication::v1::EntitlementAwarded award_of(const contributions::v1::RefundApproved& approved) {
  adjudication::v1::EntitlementAwarded award;
  award.set_entitlement_id(approved.refund_id());
  award.set_claim_id(approved.receipt_id());
  award.set_claim_reference(approved.reference());
  award.set_member_id(approved.member_id());
  award.set_filed_by(approved.asked_by());
  award.set_decided_by(approved.asked_by());
  award.set_approved_by(approved.approved_by());
  award.set_arose_on(approved.approved_on());
  auto& line = *award.mutable_line();
  line.set_scheme(approved.scheme());
  line.set_layer("fund");
  line.set_benefit(refund_benefit);
  line.set_outcome("pay");
  *line.mutable_amount() = approved.amount();
  auto& share = *line.add_shares();
  share.set_party("payer");
  share.set_name(approved.payer_name());
  *share.mutable_amount() = approved.amount();
  return award;
}

struct Refund {
  store::Award award;
  Date approved_on{};
};

Result<Refund> refund_from(const messaging::Event& event,
                           const contributions::v1::RefundApproved& approved,
                           const std::string& payload) {
  const auto id = id_from<EntitlementId>(approved.refund_id());
  const auto receipt = id_from<ClaimId>(approved.receipt_id());
  const auto amount = positive_money_from(approved.amount());
  const auto day = date_from(approved.approved_on());
  if (!id || !receipt || !amount || !day || approved.scheme().empty()) {
    return refuse(ErrorKind::invalid, "refund_unreadable",
                  "the refund lacks its id, receipt, scheme, day or a positive amount of a known "
                  "currency");
  }
  return Refund{{*id, event.fund, *receipt, approved.scheme(), refund_benefit, *amount, event.at,
                 *day, payload},
                *day};
}

}  // namespace

Result<void> award_refund(db::Transaction& tx, const messaging::Event& event,
                          const contributions::v1::RefundApproved& approved, Instant now) {
  const auto wire = award_of(approved);
  const auto refund = refund_from(event, approved, wire.SerializeAsString());
  if (!refund) return pass(refund);
  const store::Award& award = refund->award;
  const Currency& currency = award.amount.currency();
  const bool is_known = store::find_reservation(tx, event.fund, award.entitlement).has_value();
  if (!store::ensure_refunds_purse(tx, event.fund, award.scheme, currency)) {
    return refuse(ErrorKind::conflict, "refunds_have_another_purse",
                  "The fund's purse file gives refunds of contributions or the name of their purse "
                  "to another purse; take it out.");
  }

  const std::string purse = refunds_purse(currency);
  const auto accounts = accounts_of(purse, "fund", currency);
  const Account from = approved.member_id().empty() ? chart::unmatched_receipts(currency)
                                                    : chart::contributions(award.scheme, currency);
  const Cause cause{event.fund, award.entitlement.text(), event.id.text(), award.claim,
                    refund->approved_on};
  // What comes in is awarded at once, so that the purse's slices never see it.
  if (!is_known) store::insert_reservation(tx, award, purse, ReservationState::reserved);
  const auto written = store::insert_entries(tx,
                                             {refund_entry(cause, from, accounts, award.amount),
                                              award_entry(cause, accounts, award.amount)},
                                             now);
  if (!written || is_known) return written;
  say_reserved(tx, messaging::because_of(event, "ledger"), wire, purse, now);
  return {};
}

}  // namespace haven::ledger
