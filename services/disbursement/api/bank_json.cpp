#include "services/disbursement/api/bank_json.hpp"

#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "common/iso20022/reason_codes.hpp"
#include "services/disbursement/app/repair_payment.hpp"

namespace haven::disbursement {
namespace {

namespace json = boost::json;

json::value or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::string{text};
}

template <class Moment>
json::value or_null(const std::optional<Moment>& moment) {
  if (!moment) return nullptr;
  return json::string{text_of(*moment)};
}

json::value or_null(const std::optional<Money>& amount) {
  if (!amount) return nullptr;
  return http::json_of(*amount);
}

json::value or_null(const std::optional<std::int64_t>& number) {
  if (!number) return nullptr;
  return *number;
}

std::int64_t days_between(Date from, Date to) {
  return (to - from).count();
}

json::object object_of(const AccountStatement& part) {
  return {{"number", part.number},
          {"bank_id", part.bank_id},
          {"created", part.created},
          {"account", part.book},
          {"currency", part.currency.code()},
          {"electronic_sequence", or_null(part.electronic_sequence)},
          {"page", or_null(part.page)},
          {"is_last_page", part.is_last_page},
          {"is_copy", part.is_copy},
          {"opening", or_null(part.opening)},
          {"opening_on", or_null(part.opening_on)},
          {"closing", or_null(part.closing)},
          {"closing_on", or_null(part.closing_on)},
          {"proved", part.is_proved},
          {"entries", part.entries},
          {"credits", http::json_of(part.credits)},
          {"debits", http::json_of(part.debits)},
          {"warning", or_null(part.warning)}};
}

json::object object_of(const Statement& statement) {
  return {{"statement_id", statement.id.text()}, {"kind", name_of(statement.kind)},
          {"message", statement.message},        {"bank_statement", statement.bank_statement},
          {"sha256", statement.sha256},          {"lines", statement.lines},
          {"taken_by", statement.taken_by},      {"taken_at", text_of(statement.taken_at)}};
}

json::object object_of(const store::LineView& line) {
  return {{"line", line.line},
          {"statement", line.part},
          {"file_line", line.file_line},
          {"bank_reference", line.bank_reference},
          {"is_credit", line.is_credit},
          {"is_return", line.is_return},
          {"amount", or_null(line.amount)},
          {"booked_on", or_null(line.booked_on)},
          {"status", line.status},
          {"reason", line.reason},
          {"result", name_of(line.result)},
          {"matched_by", name_of(line.matched_by)},
          {"payment_id", or_null(line.payment.text())},
          {"bank_line_id", or_null(line.bank_line.text())}};
}

json::value object_of(const std::optional<Assignment>& assignment) {
  if (!assignment) return nullptr;
  return json::object{{"as", assignment->as},
                      {"item_id", or_null(assignment->item_id)},
                      {"party", or_null(assignment->party)},
                      {"reason", assignment->reason},
                      {"assigned_by", assignment->by}};
}

json::object object_of(const BankLine& line, Date today) {
  json::array names;
  for (const std::string& name : line.names) names.push_back(json::string{name});
  const auto state = line.assignment ? BankLineState::assigned : BankLineState::open;
  return {{"line_id", line.id.text()},
          {"statement_id", line.statement.text()},
          {"line", line.line},
          {"account", line.book},
          {"is_credit", line.is_credit},
          {"amount", http::json_of(line.amount)},
          {"booked_on", text_of(line.booked_on)},
          {"age_days", days_between(line.booked_on, today)},
          {"references", std::move(names)},
          {"counterparty", or_null(line.counterparty)},
          {"remittance", or_null(line.remittance)},
          {"state", name_of(state)},
          {"assignment", object_of(line.assignment)},
          {"assigned_at", or_null(line.assigned_at)}};
}

json::object object_of(const store::PaymentRepair& repair, Date today) {
  const Payment& payment = repair.payment;
  const std::string code = payment.return_code.value_or("");
  const iso20022::ReasonMeaning& meaning = iso20022::meaning_of(code);
  const Date since = payment.returned_on.value_or(today);
  return {{"payment_id", payment.id.text()},
          {"attempt", payment.attempt},
          {"claim_id", payment.claim.text()},
          {"claim_reference", payment.claim_reference},
          {"party", payment.party},
          {"amount", http::json_of(payment.amount)},
          {"bank_reference", payment.bank_reference},
          {"returned_on", or_null(payment.returned_on)},
          {"age_days", days_between(since, today)},
          {"after_settlement", payment.settled_on.has_value()},
          {"return_code", or_null(code)},
          {"return_reason", payment.return_reason.value_or("")},
          {"meaning", json::string{meaning.words}},
          {"repair", json::string{iso20022::name_of(repair_of(payment))}},
          {"entitlement_withdrawn", repair.is_withdrawn}};
}

template <class Row, class Show>
std::string page_of(const std::vector<Row>& rows, const std::string& next, Show show) {
  json::array items;
  items.reserve(rows.size());
  for (const Row& row : rows) items.push_back(show(row));
  return json::serialize(json::object{{"items", std::move(items)}, {"next", or_null(next)}});
}

}  // namespace

std::string json_of(const Statement& statement, const std::vector<AccountStatement>& parts,
                    const std::vector<store::ResultCount>& results) {
  json::object object = object_of(statement);
  json::array statements, counts;
  for (const AccountStatement& part : parts) statements.push_back(object_of(part));
  for (const auto& result : results) {
    counts.push_back(json::object{{"result", result.result}, {"count", result.count}});
  }
  object["statements"] = std::move(statements);
  object["results"] = std::move(counts);
  return json::serialize(object);
}

std::string json_of(const std::vector<Statement>& statements, const std::string& next) {
  return page_of(statements, next, [](const Statement& one) { return object_of(one); });
}

std::string json_of(const std::vector<store::LineView>& lines, const std::string& next) {
  return page_of(lines, next, [](const store::LineView& one) { return object_of(one); });
}

std::string json_of(const BankLine& line, Date today) {
  return json::serialize(object_of(line, today));
}

std::string json_of(const std::vector<BankLine>& lines, const std::string& next, Date today) {
  return page_of(lines, next, [&](const BankLine& one) { return object_of(one, today); });
}

std::string json_of(const std::vector<store::PaymentRepair>& repairs, const std::string& next,
                    Date today) {
  return page_of(repairs, next, [&](const auto& one) { return object_of(one, today); });
}

}  // namespace haven::disbursement
