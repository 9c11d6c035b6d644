#include "services/disbursement/api/json.hpp"

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

json::value money_or_null(const std::optional<Money>& amount) {
  if (!amount) return nullptr;
  return http::json_of(*amount);
}

json::value account_or_null(const Account& account) {
  if (!account.is_complete()) return nullptr;
  return json::object{{"owner_name", account.owner_name},
                      {"bank", account.bank},
                      {"account", masked(account.number)}};
}

json::object object_of(const Payment& payment) {
  return {{"payment_id", payment.id.text()},
          {"attempt", payment.attempt},
          {"claim_id", payment.claim.text()},
          {"claim_reference", payment.claim_reference},
          {"member_id", or_null(payment.member.text())},
          {"entitlement_id", payment.entitlement.text()},
          {"party", payment.party},
          {"instalment", payment.instalment},
          {"payee_name", payment.payee_name},
          {"amount", http::json_of(payment.amount)},
          {"due_on", day_or_null(payment.due_on)},
          {"bank_reference", payment.bank_reference},
          {"payee_account", account_or_null(payment.account)},
          {"state", name_of(payment.state)},
          {"batch_id", or_null(payment.batch.text())},
          {"filed_by", payment.hands.filed_by},
          {"decided_by", payment.hands.decided_by},
          {"decision_approved_by", payment.hands.decision_approved_by},
          {"batch_approved_by", or_null(payment.batch_approved_by)},
          {"released_by", or_null(payment.released_by)},
          {"created_at", text_of(payment.created_at)},
          {"sent_at", day_or_null(payment.sent_at)},
          {"sendings", payment.sendings},
          {"settled_on", day_or_null(payment.settled_on)},
          {"returned_on", day_or_null(payment.returned_on)},
          {"return_code", or_null(payment.return_code)},
          {"return_reason", or_null(payment.return_reason)},
          {"bank_status", or_null(payment.bank_status)},
          {"bank_status_at", day_or_null(payment.bank_status_at)},
          {"corrected_because", or_null(payment.corrected_because)},
          {"stop_asked_by", or_null(payment.stop_asked_by)},
          {"stop_asked_at", day_or_null(payment.stop_asked_at)},
          {"stop_because", or_null(payment.stop_because)}};
}

json::object object_of(const Signature& signature) {
  return {{"subject", signature.subject},
          {"step", name_of(signature.step)},
          {"signed_at", text_of(signature.signed_at)}};
}

json::value waits_for(const Batch& batch) {
  const auto step = awaited_step(batch);
  if (!step) return nullptr;
  return json::object{{"step", name_of(*step)}, {"signatures", signatures_missing(batch, *step)}};
}

json::object object_of(const Batch& batch) {
  json::array signatures;
  for (const Signature& signature : batch.signatures) signatures.push_back(object_of(signature));
  return {{"batch_id", batch.id.text()},
          {"state", name_of(batch.state)},
          {"currency", batch.declared_total.currency().code()},
          {"declared_count", batch.declared_count},
          {"declared_total", http::json_of(batch.declared_total)},
          {"signers",
           {{"approve", batch.signers.approve},
            {"authorise", batch.signers.authorise},
            {"release", batch.signers.release}}},
          {"signatures", std::move(signatures)},
          {"waits_for", waits_for(batch)},
          {"created_by", batch.created_by},
          {"created_at", text_of(batch.created_at)},
          {"approved_by", or_null(batch.approved_by)},
          {"approved_at", day_or_null(batch.approved_at)},
          {"authorised_by", or_null(batch.authorised_by)},
          {"authorised_at", day_or_null(batch.authorised_at)},
          {"released_by", or_null(batch.released_by)},
          {"released_at", day_or_null(batch.released_at)},
          {"released_count",
           batch.released_count ? json::value(*batch.released_count) : json::value(nullptr)},
          {"released_total", money_or_null(batch.released_total)},
          {"dissolved_by", or_null(batch.dissolved_by)},
          {"dissolved_because", or_null(batch.dissolved_because)}};
}

json::object object_of(const store::BatchLine& line) {
  return {{"payment_id", line.payment.text()},
          {"attempt", line.attempt},
          {"amount", http::json_of(line.amount)},
          {"bank_reference", line.bank_reference},
          {"result", line.result},
          {"payment_state", line.payment_state}};
}

template <class Row>
std::string page_of(const std::vector<Row>& rows, const std::string& next) {
  json::array items;
  items.reserve(rows.size());
  for (const Row& row : rows) items.push_back(object_of(row));
  return json::serialize(json::object{{"items", std::move(items)}, {"next", or_null(next)}});
}

}  // namespace

std::string json_of_payment(const std::vector<Payment>& attempts) {
  json::object latest = object_of(attempts.front());
  json::array earlier;
  for (std::size_t i = 1; i < attempts.size(); ++i) earlier.push_back(object_of(attempts[i]));
  latest["earlier_attempts"] = std::move(earlier);
  return json::serialize(latest);
}

std::string json_of(const std::vector<Payment>& payments, const std::string& next) {
  return page_of(payments, next);
}

std::string json_of(const std::vector<store::PaymentTotal>& totals) {
  json::array items;
  for (const auto& total : totals) {
    items.push_back(json::object{
        {"state", total.state}, {"count", total.count}, {"total", http::json_of(total.total)}});
  }
  return json::serialize(json::object{{"items", std::move(items)}, {"next", nullptr}});
}

std::string json_of(const Batch& batch) {
  return json::serialize(object_of(batch));
}

std::string json_of(const std::vector<Batch>& batches, const std::string& next) {
  return page_of(batches, next);
}

std::string json_of(const std::vector<store::BatchLine>& lines, const std::string& next) {
  return page_of(lines, next);
}

}  // namespace haven::disbursement
