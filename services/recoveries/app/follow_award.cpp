#include "services/recoveries/app/follow_award.hpp"

#include <algorithm>

#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/store/awards.hpp"
#include "services/recoveries/store/receivables.hpp"

namespace haven::recoveries {
namespace {

std::optional<Receivable> share_of(db::Transaction& tx, const std::string& fund,
                                   const EntitlementId& entitlement) {
  const auto id = receivable_id_of(fund, "entitlement/" + entitlement.text());
  return store::find_receivable_for_update(tx, fund, id);
}

bool was_paid_direct(db::Transaction& tx, const ReceivableId& receivable) {
  return std::ranges::any_of(store::reductions_of(tx, receivable), [](const auto& view) {
    return view.reduction.how == How::paid_direct;
  });
}

void doubt(db::Transaction& tx, Receivable receivable, const std::string& why) {
  receivable.doubt = why;
  store::save_receivable(tx, receivable);
}

// Every event takes off what the deposit gave since the last one, also for awards of earlier ones.
void withdraw_what_the_deposit_gave(db::Transaction& tx, const Occasion& occasion,
                                    const std::string& purse, const std::string& cause) {
  std::int64_t given = store::given_by_deposit(tx, occasion.fund, purse);
  if (given <= 0) return;
  for (const Receivable& share : store::receivables_reserved_for_update(tx, occasion.fund, purse)) {
    const Reduced reduced = withdraw(share, Money{given, share.amount.currency()});
    apply(tx, occasion, reduced, {cause, "", occasion.today, occasion.by});
    given -= share.left().minor() - reduced.after.left().minor();
    if (given <= 0) return;
  }
}

}  // namespace

Result<void> follow_reserved(db::Transaction& tx, const Occasion& occasion,
                             const ledger::v1::FundsReserved& event) {
  if (event.award().line().layer() != "insurer") return {};
  const auto entitlement = id_from<EntitlementId>(event.award().entitlement_id());
  if (!entitlement) {
    return refuse(ErrorKind::invalid, "award_unreadable", "The event names no entitlement.");
  }
  store::hold_deposit(tx, occasion.fund, event.purse());
  const auto award = store::find_award_for_update(tx, occasion.fund, *entitlement);
  if (award.reserved) return {};
  store::note_reserved(tx, *entitlement);
  const auto share = share_of(tx, occasion.fund, *entitlement);
  if (!share) return {};
  if (was_paid_direct(tx, share->id)) doubt(tx, *share, "paid_directly_and_by_the_deposit");
  withdraw_what_the_deposit_gave(tx, occasion, event.purse(), "reserved/" + entitlement->text());
  return {};
}

Result<void> follow_withdrawn(db::Transaction& tx, const Occasion& occasion,
                              const adjudication::v1::EntitlementWithdrawn& event) {
  const auto entitlement = id_from<EntitlementId>(event.entitlement_id());
  if (!entitlement) {
    return refuse(ErrorKind::invalid, "withdrawal_unreadable", "The event names no entitlement.");
  }
  const auto award = store::find_award_for_update(tx, occasion.fund, *entitlement);
  if (award.withdrawn) return {};
  store::note_withdrawn(tx, *entitlement);
  const auto share = share_of(tx, occasion.fund, *entitlement);
  if (!share || share->is_ended()) return {};
  if (share->advanced) {
    doubt(tx, *share, "withdrawn_after_the_advance");
    return {};
  }
  apply(tx, occasion, withdraw(*share, share->left()),
        {"withdrawn/" + entitlement->text(), "", occasion.today, occasion.by});
  return {};
}

}  // namespace haven::recoveries
