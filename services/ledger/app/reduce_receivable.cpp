#include "services/ledger/app/reduce_receivable.hpp"

#include "services/ledger/app/give_back.hpp"
#include "services/ledger/app/pay_queue.hpp"
#include "services/ledger/app/read_order.hpp"
#include "services/ledger/app/read_receivable.hpp"
#include "services/ledger/app/set_aside.hpp"
#include "services/ledger/app/withdraw_award.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/receivables.hpp"

namespace haven::ledger {
namespace {

struct Reduced {
  Receivable receivable;
  store::Reduction reduction;
  bool is_last = false;  // nothing is owed any more
  Date day{};
};

Result<Reduced> reduced_from(const messaging::Event& event,
                             const recoveries::v1::ReceivableReduced& wire) {
  const auto receivable = receivable_from(event, wire.receivable());
  if (!receivable) return pass(receivable);
  const auto amount = part_from(*receivable, wire.amount());
  if (!amount) return pass(amount);
  const auto id = id_from<ReductionId>(wire.reduction_id());
  const auto how = reduction_how_from(wire.how());
  const auto day = date_from(wire.reduced());
  if (!id || !how || !day) {
    return receivable_unreadable("the reduction lacks its id, its day or a known way");
  }
  const bool is_payees = receivable->kind == ReceivableKind::overpayment;
  if (*how == ReductionHow::set_off && !is_payees) {
    return receivable_unreadable("only what a payee owes is set off");
  }
  return Reduced{*receivable, {*id, *how, *amount}, wire.left().minor() == 0, *day};
}

// One reduction at work: the event, what it says and the award that it is about.
struct Work {
  db::Transaction& tx;
  const messaging::Event& event;
  const Reduced& reduced;
  Reservation award;
  Date today{};
  Instant now{};

  [[nodiscard]] messaging::Origin origin() const { return messaging::because_of(event, "ledger"); }
  [[nodiscard]] Cause cause() const {
    return {event.fund, reduced.reduction.id.text(), event.id.text(), award.claim, reduced.day};
  }
  [[nodiscard]] PurseAccounts purse() const {
    return accounts_of(award.purse, award.layer, award.amount.currency());
  }
  Result<void> write(const Entry& entry) const { return store::insert_entries(tx, {entry}, now); }
  Result<void> add_to(const std::string& purse, const Money& amount) const {
    if (amount.is_zero()) return {};
    const auto queue = pay_queue(tx, origin(), purse, amount.minor(), today, now);
    if (!queue) return pass(queue);
    return {};
  }
};

ShareAccounts share_accounts(const Work& work, const std::optional<Advance>& advance) {
  ShareAccounts share{work.purse(), {}};
  if (!advance) return share;
  const auto lender = store::lock_purse(work.tx, work.event.fund, advance->lender);
  share.lender = accounts_of(lender->purse, lender->layer, work.award.amount.currency());
  return share;
}

void end_advance(const Work& work, std::optional<Advance>& advance, const Money& amount) {
  if (!advance) return;
  advance->ended += amount;
  store::save_advance(work.tx, *advance);
}

Result<void> take_payment(const Work& work, std::optional<Advance> advance) {
  const Money& amount = work.reduced.reduction.amount;
  const Money outstanding = advance ? advance->outstanding() : Money{0, amount.currency()};
  const Recovery parts = share_out(amount, outstanding, work.award);
  const auto written =
      work.write(share_recovery_entry(work.cause(), share_accounts(work, advance), parts));
  if (!written) return written;
  end_advance(work, advance, parts.to_lender);
  if (advance) {
    const auto repaid = work.add_to(advance->lender, parts.to_lender);
    if (!repaid) return repaid;
  }
  if (!parts.to_award.is_zero()) {
    const auto aside =
        set_aside_for(work.tx, work.origin(), work.award, work.cause(), parts.to_award, work.now);
    if (!aside) return aside;
  }
  return work.add_to(work.award.purse, parts.to_purse);
}

// The insurer pays nothing more to the fund for it. An award that it has paid to the family itself
// is not paid again.
Result<void> write_off(const Work& work, std::optional<Advance> advance) {
  const Reduced& reduced = work.reduced;
  const Money& amount = reduced.reduction.amount;
  const Money borne = advance ? min(amount, advance->outstanding()) : Money{0, amount.currency()};
  const auto written = work.write(share_write_off_entry(
      work.cause(), reduced.receivable, share_accounts(work, advance), amount, borne));
  if (!written) return written;
  end_advance(work, advance, borne);
  const bool is_paid_elsewhere = reduced.reduction.how == ReductionHow::paid_direct &&
                                 reduced.is_last &&
                                 work.award.state == ReservationState::short_of_funds;
  if (!is_paid_elsewhere) return {};
  return take_back(work.tx, work.event, work.award, work.today, work.now);
}

Result<void> reduce_share(Work work) {
  lock_purses_of(work.tx, work.award);
  work.award = *store::find_reservation(work.tx, work.event.fund, work.award.entitlement);
  const auto advance = store::find_open_advance(work.tx, work.event.fund, work.award.entitlement);
  if (is_money(work.reduced.reduction.how)) return take_payment(work, advance);
  return write_off(work, advance);
}

Result<void> reduce_overpayment(const Work& work) {
  const Money& amount = work.reduced.reduction.amount;
  if (!is_money(work.reduced.reduction.how)) {
    return work.write(overpayment_write_off_entry(work.cause(), work.reduced.receivable, amount));
  }
  const auto written = work.write(overpayment_recovery_entry(work.cause(), work.purse(), amount));
  if (!written) return written;
  return work.add_to(work.award.purse, amount);
}

}  // namespace

Result<void> reduce_receivable(db::Transaction& tx, const messaging::Event& event,
                               const recoveries::v1::ReceivableReduced& wire, Date today,
                               Instant now) {
  const auto reduced = reduced_from(event, wire);
  if (!reduced) return pass(reduced);
  const Receivable& receivable = reduced->receivable;
  const auto award = store::find_reservation(tx, event.fund, receivable.entitlement);
  if (!award) return reservation_unknown();
  const auto known = store::keep_receivable(tx, receivable);
  if (!known) return pass(known);
  const auto is_new = store::insert_reduction(tx, receivable, *known, reduced->reduction);
  if (!is_new) return pass(is_new);
  if (!*is_new) return {};

  const Work work{tx, event, *reduced, *award, today, now};
  if (receivable.kind == ReceivableKind::overpayment) return reduce_overpayment(work);
  return reduce_share(work);
}

}  // namespace haven::ledger
