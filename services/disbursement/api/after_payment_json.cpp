#include "services/disbursement/api/after_payment_json.hpp"

#include <boost/json.hpp>

#include "common/http/json.hpp"

namespace haven::disbursement {
namespace {

namespace json = boost::json;

json::value or_null(const std::optional<std::string>& text) {
  if (!text || text->empty()) return nullptr;
  return json::string{*text};
}

template <class Day>
json::value day_or_null(const std::optional<Day>& day) {
  if (!day) return nullptr;
  return json::string{text_of(*day)};
}

json::object object_of(const Unclaimed& record, Date today) {
  const bool is_open = record.state == UnclaimedState::unclaimed;
  return {{"payment_id", record.payment.text()},
          {"attempt", record.attempt},
          {"claim_id", record.claim.text()},
          {"claim_reference", record.claim_reference},
          {"entitlement_id", record.entitlement.text()},
          {"party", record.party},
          {"amount", http::json_of(record.amount)},
          {"bank_reference", record.bank_reference},
          {"since", text_of(record.since)},
          {"kept_on", text_of(record.kept_on)},
          {"state", name_of(record.state)},
          {"traces", record.traces},
          {"trace_due_on", is_open ? json::value(text_of(record.trace_due_on)) : nullptr},
          {"trace_overdue", is_open && record.trace_due_on < today},
          {"end_asked_by", or_null(record.end_asked_by)},
          {"end_because", or_null(record.end_because)},
          {"end_agreed_by", or_null(record.end_agreed_by)},
          {"end_agreed_as", or_null(record.end_agreed_as)},
          {"ended_to", or_null(record.ended_to)},
          {"over_on", day_or_null(record.over_on)}};
}

json::object object_of(const Trace& trace) {
  return {{"how", trace.how},
          {"outcome", trace.outcome},
          {"note", or_null(trace.note)},
          {"traced_by", trace.by},
          {"traced_on", text_of(trace.on)}};
}

json::value object_or_null(const std::optional<Answer>& answer) {
  if (!answer) return nullptr;
  return json::object{
      {"received", name_of(answer->received)},
      {"amount", answer->amount ? json::value(http::json_of(*answer->amount)) : nullptr},
      {"note", or_null(answer->note)},
      {"said_by", answer->by},
      {"said_at", text_of(answer->at)}};
}

json::object object_of(const Confirmation& confirmation, Date today) {
  return {
      {"payment_id", confirmation.payment.text()},
      {"attempt", confirmation.attempt},
      {"claim_id", confirmation.claim.text()},
      {"claim_reference", confirmation.claim_reference},
      {"party", confirmation.party},
      {"amount", http::json_of(confirmation.amount)},
      {"is_asked", confirmation.is_asked},
      {"asked_on", text_of(confirmation.asked_on)},
      {"due_on", day_or_null(confirmation.due_on)},
      {"state", name_of(confirmation.state)},
      {"overdue", confirmation.state == ConfirmationState::asked && confirmation.due_on < today},
      {"last_answer", object_or_null(confirmation.last_answer)}};
}

json::object object_of(const Inquiry& inquiry, Date today) {
  return {{"inquiry_id", inquiry.id},
          {"payment_id", inquiry.payment.text()},
          {"attempt", inquiry.attempt},
          {"claim_id", inquiry.claim.text()},
          {"claim_reference", or_null(inquiry.claim_reference)},
          {"about", name_of(inquiry.about)},
          {"state", name_of(inquiry.state)},
          {"owner", inquiry.owner},
          {"due_on", text_of(inquiry.due_on)},
          {"overdue", inquiry.state == InquiryState::open && inquiry.due_on < today},
          {"opened_by", inquiry.opened_by},
          {"opened_at", text_of(inquiry.opened_at)},
          {"closed_by", or_null(inquiry.closed_by)},
          {"closed_at", day_or_null(inquiry.closed_at)},
          {"note", or_null(inquiry.note)}};
}

template <class Row>
std::string page_of(const std::vector<Row>& rows, Date today, const std::string& next) {
  json::array items;
  items.reserve(rows.size());
  for (const Row& row : rows) items.push_back(object_of(row, today));
  return json::serialize(json::object{{"items", std::move(items)}, {"next", or_null(next)}});
}

// Of all that are or were to answer, with one decimal; nothing was asked: null.
json::value rate_of(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return nullptr;
  const std::int64_t tenths = part * 1000 / whole;
  return json::string{std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)};
}

}  // namespace

std::string json_of(const Unclaimed& record, const std::vector<Trace>& traces, Date today) {
  json::object object = object_of(record, today);
  json::array attempts;
  for (const Trace& trace : traces) attempts.push_back(object_of(trace));
  object["tracing"] = std::move(attempts);
  return json::serialize(object);
}

std::string json_of(const std::vector<Unclaimed>& records, Date today, const std::string& next) {
  return page_of(records, today, next);
}

std::string json_of(const std::vector<store::AgeTotal>& totals) {
  json::array items;
  for (const store::AgeTotal& total : totals) {
    items.push_back(json::object{{"age", name_of(total.band)},
                                 {"count", total.count},
                                 {"total", http::json_of(total.total)}});
  }
  return json::serialize(json::object{{"items", std::move(items)}, {"next", nullptr}});
}

std::string json_of(const Confirmation& confirmation, Date today) {
  return json::serialize(object_of(confirmation, today));
}

std::string family_json_of(const Confirmation& confirmation) {
  return json::serialize(json::object{{"payment_id", confirmation.payment.text()},
                                      {"amount", http::json_of(confirmation.amount)},
                                      {"state", name_of(confirmation.state)},
                                      {"received", name_of(confirmation.last_answer->received)},
                                      {"said_at", text_of(confirmation.last_answer->at)}});
}

std::string json_of(const std::vector<Confirmation>& confirmations, Date today,
                    const std::string& next) {
  return page_of(confirmations, today, next);
}

std::string json_of(const store::ConfirmationTotals& totals) {
  const std::int64_t to_answer = totals.asked - totals.cancelled;
  return json::serialize(
      json::object{{"asked", totals.asked},
                   {"waiting", totals.waiting},
                   {"overdue", totals.overdue},
                   {"confirmed", totals.confirmed},
                   {"disputed", totals.disputed},
                   {"cancelled", totals.cancelled},
                   {"unasked", totals.unasked},
                   {"open_inquiries", totals.inquiries},
                   {"answered_percent", rate_of(totals.confirmed + totals.disputed, to_answer)},
                   {"confirmed_percent", rate_of(totals.confirmed, to_answer)}});
}

std::string json_of(const Inquiry& inquiry, Date today) {
  return json::serialize(object_of(inquiry, today));
}

std::string json_of(const std::vector<Inquiry>& inquiries, Date today, const std::string& next) {
  return page_of(inquiries, today, next);
}

}  // namespace haven::disbursement
