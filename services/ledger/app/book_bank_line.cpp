#include "services/ledger/app/book_bank_line.hpp"

#include "services/ledger/app/read_money.hpp"
#include "services/ledger/store/bank_lines.hpp"
#include "services/ledger/store/entries.hpp"

namespace haven::ledger {
namespace {

tl::unexpected<Error> unreadable(std::string detail) {
  return refuse(ErrorKind::invalid, "line_unreadable", std::move(detail));
}

template <class Message>
Result<BankLine> line_from(const messaging::Event& event, const Message& message) {
  const auto id = id_from<LineId>(message.line_id());
  const auto amount = positive_money_from(message.amount());
  const auto day = date_from(message.booked());
  if (!id || !amount || !day) {
    return unreadable("the line lacks its id, its day or a positive amount of a known currency");
  }
  return BankLine{event.fund, *id, message.is_credit(), *amount, *day};
}

Cause cause_of(const messaging::Event& event, const BankLine& line) {
  return {line.fund, line.id.text(), event.id.text(), {}, line.booked_on};
}

tl::unexpected<Error> differs() {
  return refuse(ErrorKind::conflict, "line_differs",
                "The books know this line with another side, amount, day or use; an auditor must "
                "say which is right.");
}

bool needs_party(LineUse use) {
  return use == LineUse::deposit || use == LineUse::receivable || use == LineUse::other;
}

}  // namespace

Result<void> take_bank_line(db::Transaction& tx, const messaging::Event& event,
                            const disbursement::v1::BankLineTaken& taken, Instant now) {
  const auto line = line_from(event, taken);
  if (!line) return pass(line);
  if (!store::save_taken(tx, *line)) return differs();
  return store::insert_entries(tx, {taken_entry(cause_of(event, *line), *line)}, now);
}

Result<void> assign_bank_line(db::Transaction& tx, const messaging::Event& event,
                              const disbursement::v1::BankLineAssigned& assigned, Instant now) {
  const auto line = line_from(event, assigned);
  if (!line) return pass(line);
  const auto use = line_use_from(assigned.as());
  if (!use) return unreadable("the line is assigned to something that the books do not know");
  if (needs_party(*use) && assigned.party().empty()) {
    return unreadable(
        "the line is assigned to a deposit, a receivable or something else of nobody");
  }
  const Account account = account_of(*use, assigned.party(), line->amount.currency());
  if (!store::save_assigned(tx, *line, *use, account, assigned.item_id())) return differs();
  return store::insert_entries(tx, {assignment_entry(cause_of(event, *line), *line, account)}, now);
}

}  // namespace haven::ledger
