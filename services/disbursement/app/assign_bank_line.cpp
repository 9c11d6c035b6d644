#include "services/disbursement/app/assign_bank_line.hpp"

#include "common/messaging/log.hpp"
#include "haven/disbursement/v1/events.pb.h"
#include "services/disbursement/store/bank_lines.hpp"

namespace haven::disbursement {
namespace {

void save_and_say(db::Transaction& tx, const messaging::Origin& origin, const BankLine& line,
                  Instant now) {
  store::save_assignment(tx, line);
  v1::BankLineAssigned event;
  event.set_line_id(line.id.text());
  event.set_is_credit(line.is_credit);
  event.mutable_amount()->set_minor(line.amount.minor());
  event.mutable_amount()->set_currency(line.amount.currency().code());
  event.set_booked(text_of(line.booked_on));
  event.set_as(line.assignment->as);
  event.set_item_id(line.assignment->item_id);
  event.set_party(line.assignment->party);
  event.set_reason(line.assignment->reason);
  event.set_assigned_by(line.assignment->by);
  messaging::append(tx, origin, line.id.text(), event, now);
}

// What both services say, in the words of this one.
Result<void> believe(db::Transaction& tx, const messaging::Event& event, const std::string& line_id,
                     const haven::common::v1::Money& amount, Assignment assignment, Instant now) {
  const auto id = id_from<BankLineId>(line_id);
  auto line = id ? store::find_bank_line_for_update(tx, event.fund, *id) : std::nullopt;
  if (!line) {
    return refuse(ErrorKind::conflict, "bank_line_unknown", "The fund has no such bank line.");
  }
  if (line->assignment) return {};
  if (amount.minor() != line->amount.minor() ||
      amount.currency() != line->amount.currency().code()) {
    return refuse(ErrorKind::conflict, "match_differs_from_line",
                  "The match is of another amount than the line.");
  }
  line->assignment = std::move(assignment);
  line->assigned_at = now;
  save_and_say(tx, messaging::because_of(event, "disbursement"), *line, now);
  return {};
}

}  // namespace

Result<BankLine> assign_bank_line(db::Transaction& tx, const AssignBankLine& command, Instant now) {
  auto line = store::find_bank_line_for_update(tx, command.fund, command.line);
  if (!line) {
    return refuse(ErrorKind::not_found, "bank_line_unknown", "The fund has no such bank line.");
  }
  if (const auto can = can_be_assigned(*line, command.assignment); !can) return pass(can);
  line->assignment = command.assignment;
  line->assigned_at = now;

  save_and_say(tx, {"disbursement", command.fund, ""}, *line, now);
  return *line;
}

Result<void> believe_match(db::Transaction& tx, const messaging::Event& event,
                           const contributions::v1::DepositMatched& matched, Instant now) {
  return believe(
      tx, event, matched.line_id(), matched.amount(),
      {"deposit", matched.deposit_id(), matched.partner(), matched.reason(), "contributions"}, now);
}

Result<void> believe_match(db::Transaction& tx, const messaging::Event& event,
                           const recoveries::v1::ReceivableMatched& matched, Instant now) {
  return believe(
      tx, event, matched.line_id(), matched.amount(),
      {"receivable", matched.receivable_id(), matched.debtor(), matched.reason(), "recoveries"},
      now);
}

}  // namespace haven::disbursement
