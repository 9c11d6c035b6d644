#include "services/contributions/api/json.hpp"

#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "services/contributions/domain/states.hpp"

namespace haven::contributions {

namespace json = boost::json;
using http::JsonReader;

Result<Payment> payment_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  Payment payment;
  payment.partner = body->text("partner", 40);
  payment.reference = body->text("reference", 60);
  payment.member_number = body->text("member_number", 20);
  payment.scheme = body->text("scheme", 40);
  payment.kind = body->one_of("kind", {"new", "renewal"});
  payment.channel = body->one_of("channel", {"agency", "direct", "individual", "mission"});
  payment.amount = body->money("amount");
  payment.paid = body->date("paid");
  if (auto complete = body->finish(); !complete) return pass(complete);
  return payment;
}

Result<AssessRenewal> renewal_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  AssessRenewal command;
  command.member_number = body->text("member_number", 20);
  command.scheme = body->text("scheme", 40);
  if (auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Result<std::string> only_text_from(const http::Request& request, std::string_view field,
                                   std::size_t most) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  const std::string text = body->text(field, most);
  if (auto complete = body->finish(); !complete) return pass(complete);
  return text;
}

json::object json_of(const Assessment& assessment) {
  return {{"id", assessment.id.text()},
          {"member", assessment.member.text()},
          {"member_number", assessment.member_number},
          {"scheme", assessment.scheme},
          {"kind", assessment.kind},
          {"amount", http::json_of(assessment.amount)},
          {"state", name_of(assessment.state)},
          {"assessed", text_of(assessment.assessed)}};
}

json::object json_of(const Receipt& receipt) {
  const Payment& payment = receipt.payment;
  json::object out{{"id", receipt.id.text()},
                   {"state", name_of(receipt.state)},
                   {"partner", payment.partner},
                   {"reference", payment.reference},
                   {"member_number", payment.member_number},
                   {"scheme", payment.scheme},
                   {"kind", payment.kind},
                   {"channel", payment.channel},
                   {"amount", http::json_of(payment.amount)},
                   {"paid", text_of(payment.paid)},
                   {"received_at", text_of(receipt.received_at)}};
  if (!receipt.member.empty()) out["member"] = receipt.member.text();
  if (!receipt.assessment.empty()) out["assessment"] = receipt.assessment.text();
  if (receipt.reversal) {
    out["reversal"] = {{"reason", receipt.reversal->reason},
                       {"reversed", text_of(receipt.reversal->reversed)}};
  }
  return out;
}

json::object json_of(const store::ContributionFile& file) {
  return {{"id", file.id.text()},        {"partner", file.partner},
          {"sha256", file.sha256},       {"state", file.booked ? "booked" : "staged"},
          {"lines", file.lines},         {"matched", file.matched},
          {"unmatched", file.unmatched}, {"already_booked", file.already_booked},
          {"refused", file.refused},     {"taken_at", text_of(file.taken_at)}};
}

json::object json_of(const store::RefusedLine& line) {
  return {{"line", line.line}, {"field", line.field}, {"reason", line.reason}};
}

}  // namespace haven::contributions
