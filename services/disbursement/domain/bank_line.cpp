#include "services/disbursement/domain/bank_line.hpp"

namespace haven::disbursement {
namespace {

// Parts that cannot run into each other, whatever stands in them.
std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += std::to_string(part.size()) + ':' + part + '/';
  return text;
}

}  // namespace

std::string name_of(BankLineState state) {
  return state == BankLineState::open ? "open" : "assigned";
}

std::optional<BankLineState> bank_line_state_from(std::string_view name) {
  if (name == "open") return BankLineState::open;
  if (name == "assigned") return BankLineState::assigned;
  return {};
}

LineKey line_key_of(const std::string& fund, const StatementLine& line) {
  const std::string what =
      joined({fund, line.book, line.is_credit ? "credit" : "debit", line.amount->currency().code(),
              std::to_string(line.amount->minor())});
  if (!line.entry_name.empty() || !line.own_name.empty()) {
    return {named_uuid("bank line/" + what + joined({line.entry_name, line.own_name})), true};
  }
  std::string said = joined({text_of(line.booked_on), line.counterparty, line.remittance});
  for (const LineName& name : line.names) said += joined({name.text});
  return {named_uuid("bank line that says/" + what + said), false};
}

std::string entry_key_of(const std::string& fund, const StatementLine& line) {
  if (line.entry_name.empty()) return "";
  return named_uuid("bank entry/" +
                    joined({fund, line.book, line.entry_name, line.entry_amount.currency().code(),
                            std::to_string(line.entry_amount.minor())}));
}

BankLineId bank_line_id_of(const LineKey& key, std::int64_t nth) {
  return BankLineId{named_uuid(key.text + '/' + std::to_string(nth))};
}

Result<void> can_be_assigned(const BankLine& line, const Assignment& assignment) {
  if (line.assignment) {
    return refuse(ErrorKind::conflict, "bank_line_already_assigned",
                  "Somebody has said before what this line is for.");
  }
  if (assignment.as == "interest" && !line.is_credit) {
    return refuse_field("/as", "interest comes in; this money went out");
  }
  if (assignment.as == "charge" && line.is_credit) {
    return refuse_field("/as", "charges go out; this money came in");
  }
  const bool wants_item = assignment.as == "funding" || assignment.as == "exchange";
  if (wants_item && !is_uuid(assignment.item_id)) {
    return refuse_field("/item_id", "must be the id of the " + assignment.as);
  }
  return {};
}

}  // namespace haven::disbursement
