#include "services/disbursement/domain/statement.hpp"

#include <algorithm>
#include <array>

namespace haven::disbursement {
namespace {

constexpr std::array<std::pair<LineResult, std::string_view>, 9> result_names{{
    {LineResult::settled, "settled"},
    {LineResult::returned, "returned"},
    {LineResult::already, "already"},
    {LineResult::noted, "noted"},
    {LineResult::unmatched, "unmatched"},
    {LineResult::amount_differs, "amount_differs"},
    {LineResult::currency_differs, "currency_differs"},
    {LineResult::not_released, "not_released"},
    {LineResult::contradicts, "contradicts"},
}};

constexpr std::array<std::pair<MatchedBy, std::string_view>, 7> match_names{{
    {MatchedBy::reference, "reference"},
    {MatchedBy::instruction_id, "instruction_id"},
    {MatchedBy::transaction_id, "transaction_id"},
    {MatchedBy::bank_reference, "bank_reference"},
    {MatchedBy::remittance, "remittance"},
    {MatchedBy::batch, "batch"},
    {MatchedBy::none, "none"},
}};

template <class Value, class Names>
std::string name_in(const Names& names, Value value) {
  const auto found = std::ranges::find(names, value, [](const auto& one) { return one.first; });
  return std::string{found->second};
}

template <class Value, class Names>
std::optional<Value> value_in(const Names& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& one) { return one.second; });
  if (found == names.end()) return {};
  return found->first;
}

const LineName* first_known(const std::vector<LineName>& names, const Orders& orders) {
  const auto found =
      std::ranges::find_if(names, [&](const LineName& name) { return orders.contains(name.text); });
  return found == names.end() ? nullptr : &*found;
}

// What only a statement says: the bank's name of the booking, by which it can be told from another.
std::string booking_of(const StatementLine& line) {
  if (!line.is_statement) return "";
  return line.own_name.empty() ? line.entry_name : line.own_name;
}

// Shows a side of the order: false when a statement has shown another booking of it before.
bool show(const StatementLine& line, bool& was_shown, std::string& known_booking) {
  const std::string booking = booking_of(line);
  if (was_shown && !booking.empty() && !known_booking.empty() && booking != known_booking) {
    return false;
  }
  was_shown = true;
  if (known_booking.empty()) known_booking = booking;
  return true;
}

void settle(Order& order, Date day) {
  order.state = PaymentState::settled;
  order.settled_on = day;
}

void give_back(Order& order, Date day, const std::string& code, const std::string& reason) {
  order.state = PaymentState::returned;
  order.returned_on = day;
  order.return_code = code;
  order.return_reason = reason.empty() ? (code.empty() ? "no reason was given" : code) : reason;
}

bool is_with_bank(PaymentState state) {
  return state == PaymentState::released || state == PaymentState::unknown;
}

LineResult money_out(const StatementLine& line, Order& order) {
  if (line.is_return || line.is_reversal) return LineResult::contradicts;
  // Rejected, and then debited all the same: the money has left, and nothing here explains it.
  const bool was_refused =
      order.state == PaymentState::returned && !order.was_debited && !order.was_credited;
  const bool may_be_debited = is_with_bank(order.state) || order.state == PaymentState::settled ||
                              order.state == PaymentState::returned;
  if (!may_be_debited) return LineResult::not_released;
  order.is_changed = true;
  if (!show(line, order.was_debited, order.debit_entry)) return LineResult::contradicts;
  if (was_refused) return LineResult::contradicts;
  if (!is_with_bank(order.state)) return LineResult::already;
  settle(order, line.booked_on);
  return LineResult::settled;
}

LineResult money_back(const StatementLine& line, Order& order) {
  if (!line.is_return && !line.is_reversal) return LineResult::contradicts;
  const bool can_come_back = is_with_bank(order.state) || order.state == PaymentState::settled ||
                             order.state == PaymentState::returned;
  if (!can_come_back) return LineResult::not_released;
  order.is_changed = true;
  // What was debited after its rejection stands as a bank line; so does its way back.
  const bool undoes_a_bank_line =
      order.state == PaymentState::returned && order.was_debited && !order.was_credited;
  if (!show(line, order.was_credited, order.credit_entry)) return LineResult::contradicts;
  if (undoes_a_bank_line) return LineResult::contradicts;
  if (order.state == PaymentState::returned) return LineResult::already;
  give_back(order, line.booked_on, line.reason_code, line.reason);
  return LineResult::returned;
}

LineResult result_of(const StatementLine& line, Order& order) {
  if (line.status != "booked") return LineResult::noted;
  if (!line.amount) return LineResult::amount_differs;
  if (order.amount.currency() != line.amount->currency()) return LineResult::currency_differs;
  if (order.amount != *line.amount) return LineResult::amount_differs;
  return line.is_credit ? money_back(line, order) : money_out(line, order);
}

LineResult result_of(const ReportedOrder& report, Order& order, Date day) {
  if (report.amount && *report.amount != order.amount) return LineResult::amount_differs;
  const bool has_left = is_with_bank(order.state) || order.state == PaymentState::settled ||
                        order.state == PaymentState::returned;
  if (!has_left) return LineResult::not_released;
  order.is_changed = true;
  if (report.said == Said::something) return LineResult::noted;
  if (report.said == Said::rejected) {
    if (order.state == PaymentState::returned) return LineResult::already;
    if (order.state == PaymentState::settled) return LineResult::contradicts;
    give_back(order, day, report.reason_code, report.reason);
    return LineResult::returned;
  }
  if (order.state == PaymentState::returned) return LineResult::contradicts;
  if (order.state == PaymentState::unknown) order.state = PaymentState::released;
  return LineResult::noted;
}

}  // namespace

std::string name_of(LineResult result) {
  return name_in(result_names, result);
}
std::optional<LineResult> line_result_from(std::string_view name) {
  return value_in<LineResult>(result_names, name);
}
std::string name_of(MatchedBy by) {
  return name_in(match_names, by);
}
std::optional<MatchedBy> matched_by_from(std::string_view name) {
  return value_in<MatchedBy>(match_names, name);
}

bool could_be_reference(std::string_view text) {
  return text.starts_with("HV") && text.size() > 2 && text.size() <= 22;
}

Match match(const StatementLine& line, Orders& orders) {
  const LineName* name = first_known(line.names, orders);
  if (name == nullptr) {
    return {line.status == "booked" ? LineResult::unmatched : LineResult::noted, MatchedBy::none,
            ""};
  }
  return {result_of(line, orders.at(name->text)), name->by, name->text};
}

bool is_explained(LineResult result) {
  return result == LineResult::settled || result == LineResult::returned ||
         result == LineResult::already || result == LineResult::noted;
}

Match hear(const ReportedOrder& report, Orders& orders, Date day) {
  const LineName* name = first_known(report.names, orders);
  if (name == nullptr) return {};
  return {result_of(report, orders.at(name->text), day), name->by, name->text};
}

}  // namespace haven::disbursement
