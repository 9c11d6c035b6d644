#include "services/disbursement/app/keep_back.hpp"

#include "common/messaging/log.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/disbursement/store/set_offs.hpp"

namespace haven::disbursement {
namespace {

std::string utc_day(Instant now) {
  return text_of(std::chrono::floor<std::chrono::days>(now));
}

template <class Event>
Event event_of(const store::SetOffRow& row) {
  Event event;
  event.set_set_off_id(row.id);
  event.set_receivable_id(row.kept.receivable.text());
  event.set_claim_id(row.claim.text());
  event.set_entitlement_id(row.entitlement.text());
  event.set_party(row.party);
  event.mutable_amount()->set_minor(row.kept.amount.minor());
  event.mutable_amount()->set_currency(row.kept.amount.currency().code());
  return event;
}

// What a share keeps back: as it was planned before, else as its payee's debts allow now.
std::vector<KeptBack> kept_of(db::Transaction& tx, const Award& award, const Share& share,
                              const store::Planned& planned, std::vector<store::SetOffRow>& made) {
  if (planned.parties.contains(share.party)) {
    const auto known = planned.kept.find(share.party);
    return known == planned.kept.end() ? std::vector<KeptBack>{} : known->second;
  }
  const auto debts = store::agreements_for_update(tx, award.fund, award.member, share.party);
  const auto kept = kept_back_of(share.amount, debts);
  for (const KeptBack& part : kept) {
    const auto id = set_off_id_of(award.entitlement.text(), share.party, part.receivable);
    made.push_back(
        {id, award.fund, award.claim, award.entitlement, share.party, share.amount, part});
  }
  return kept;
}

}  // namespace

Award keep_back(db::Transaction& tx, const Award& award, bool is_withdrawn,
                const std::string& cause, Instant now) {
  const bool may_owe = !award.member.empty() && store::has_agreements(tx, award.fund, award.member);
  if (is_withdrawn || !may_owe) return award;
  const auto planned = store::find_planned(tx, award.entitlement);

  Award rest = award;
  if (rest.shares.empty()) rest.shares.push_back({"claimant", "", award.amount});
  std::vector<store::SetOffRow> made;
  for (Share& share : rest.shares) {
    share.amount = rest_of(share.amount, kept_of(tx, award, share, planned, made));
  }

  std::vector<messaging::Saying> sayings;
  for (const store::SetOffRow& row : made) {
    store::insert_set_off(tx, row, now);
    auto said = event_of<v1::SetOffMade>(row);
    said.set_made(utc_day(now));
    sayings.push_back(messaging::saying_of(row.claim.text(), said));
  }
  messaging::append_all(tx, {"disbursement", award.fund, cause}, sayings, now);
  return rest;
}

void undo_set_offs(db::Transaction& tx, const std::string& fund, const EntitlementId& entitlement,
                   const std::string& cause, Instant now) {
  std::vector<messaging::Saying> sayings;
  for (const store::SetOffRow& row : store::undo_set_offs(tx, fund, entitlement, now)) {
    auto said = event_of<v1::SetOffUndone>(row);
    said.set_undone(utc_day(now));
    sayings.push_back(messaging::saying_of(row.claim.text(), said));
  }
  messaging::append_all(tx, {"disbursement", fund, cause}, sayings, now);
}

Result<void> take_agreement(db::Transaction& tx, const messaging::Event& event,
                            const recoveries::v1::SetOffAgreed& agreed, Instant) {
  const auto receivable = id_from<ReceivableId>(agreed.receivable_id());
  const auto member = id_from<MemberId>(agreed.member_id());
  const auto currency = Currency::from(agreed.left().currency());
  const int percent = agreed.at_most_percent();
  if (!receivable || !member || !currency || agreed.left().minor() < 0 || percent < 0 ||
      percent > 100) {
    return refuse(ErrorKind::invalid, "set_off_unreadable",
                  "the event names no debt, no member, no amount or no percentage up to 100");
  }
  const SetOffAgreement terms{*receivable, percent, {agreed.left().minor(), *currency}};
  store::save_agreement(tx, {event.fund, *member, agreed.party(), terms, agreed.version()},
                        event.at);
  return {};
}

Result<void> take_reduction(db::Transaction& tx, const messaging::Event&,
                            const recoveries::v1::ReceivableReduced& reduced, Instant) {
  if (reduced.how() != "set_off" || !is_uuid(reduced.reduction_id())) return {};
  const auto receivable = id_from<ReceivableId>(reduced.receivable().receivable_id());
  const auto currency = Currency::from(reduced.left().currency());
  if (!receivable || !currency) {
    return refuse(ErrorKind::invalid, "set_off_unreadable", "the event names no debt");
  }
  store::count_set_off(tx, {reduced.reduction_id(),
                            *receivable,
                            {reduced.amount().minor(), *currency},
                            {reduced.left().minor(), *currency}});
  return {};
}

}  // namespace haven::disbursement
