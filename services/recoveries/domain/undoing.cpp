#include "services/recoveries/domain/undoing.hpp"

namespace haven::recoveries {
namespace {

constexpr const char* payee_is_owed = "payee_is_owed_after_the_return";

Money beyond(const Money& amount, const Money& limit) {
  return amount - min(amount, limit);
}

void undo(Undone& undone, const Paying& paid, const Money& amount) {
  undone.after.paid -= amount;
  undone.undoings.push_back({{paid.reduction, paid.cause, paid.line, amount}, undone.after.left()});
}

void end(Undone& undone, const Credit& credit) {
  undone.after.credit -= credit.amount;
  undone.ended.push_back(credit);
}

void use(Undone& undone, const Credit& credit) {
  Receivable& after = undone.after;
  const Money part = min(credit.amount, after.left());
  if (part.is_zero()) return;
  after.credit -= part;
  after.paid += part;
  const How how = credit.line.empty() ? How::set_off : How::paid;
  undone.uses.push_back({{credit.cause, credit.line, part}, {how, part, after.left()}});
}

void withdraw(Undone& undone, const Money& amount) {
  if (amount.is_zero()) return;
  undone.after.withdrawn += amount;
  undone.withdrawn = Reduction{How::withdrawn, amount, undone.after.left()};
}

}  // namespace

std::string name_of(Because because) {
  return because == Because::set_off_undone ? "set_off_undone" : "payment_returned";
}

Undone undo_set_off(const Receivable& receivable, const std::vector<Paying>& paid,
                    const std::vector<Credit>& brought, const std::vector<Credit>& others) {
  Undone undone{receivable, {}, {}, {}, {}, {}};
  for (const Paying& one : paid) undo(undone, one, one.amount);
  for (const Credit& credit : brought) end(undone, credit);
  for (const Credit& credit : others) use(undone, credit);
  settle_state(undone.after);
  return undone;
}

Undone undo_revived(const Receivable& revived, const std::vector<Paying>& paid,
                    const std::vector<Credit>& brought) {
  Undone undone{revived, {}, {}, {}, {}, {}};
  for (const Paying& one : paid) undo(undone, one, one.amount);
  for (const Credit& credit : brought) end(undone, credit);
  withdraw(undone, undone.after.left());
  settle_state(undone.after);
  return undone;
}

Undone fall_away(const Receivable& debt, const std::vector<Paying>& paid, const Money& returned) {
  Undone undone{debt, {}, {}, {}, {}, {}};
  const Money gone = min(returned, debt.left() + debt.paid);
  Money rest = gone - min(gone, debt.left());
  for (const Paying& one : paid) {
    const Money part = min(rest, one.amount);
    if (part.is_zero()) continue;
    rest -= part;
    undo(undone, one, part);
    undone.made.push_back({one.cause, one.line, part});
    undone.after.credit += part;
  }
  withdraw(undone, gone);
  settle_state(undone.after);
  return undone;
}

Reduced after_the_return(Reduced taken, const Money& returned) {
  Receivable& after = taken.after;
  const Money owed = beyond(after.written_off, beyond(returned, after.withdrawn));
  const Money never_owed = min(taken.revived, beyond(after.revived, owed));
  taken.revived -= never_owed;
  after.revived -= never_owed;
  taken.credit += never_owed;
  after.credit += never_owed;
  if (!taken.credit.is_zero()) after.doubt = payee_is_owed;
  return taken;
}

std::optional<std::string> doubt_after_return(const Money& returned, const Money& overpaid,
                                              const Money& credit) {
  if (credit.is_zero() && !overpaid.less_than(returned)) return {};
  return payee_is_owed;
}

}  // namespace haven::recoveries
