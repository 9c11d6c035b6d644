#include "services/adjudication/api/decision_json.hpp"

#include "common/http/json.hpp"

namespace haven::adjudication {
namespace {

namespace json = boost::json;

json::array json_of(const std::vector<scheme::Share>& shares) {
  json::array all;
  for (const auto& share : shares) {
    all.push_back({{"party", share.party}, {"amount", http::json_of(share.amount)}});
  }
  return all;
}

json::object json_of(const DecidedLine& decided, const scheme::Pack& pack) {
  const auto& line = decided.line;
  json::object one{{"scheme", line.scheme},   {"layer", line.layer},
                   {"benefit", line.benefit}, {"outcome", scheme::name_of(line.outcome)},
                   {"rule", line.rule},       {"source", line.source}};
  if (line.outcome == scheme::Outcome::pay) {
    one["amount"] = http::json_of(line.amount);
    one["shares"] = json_of(line.shares);
  } else {
    one["reason"] = line.reason;
    one["reason_text"] = scheme::reason_text(pack, line.reason);
  }
  if (!decided.note.empty()) one["note"] = decided.note;
  if (decided.due) one["due_on"] = text_of(*decided.due);
  return one;
}

}  // namespace

json::object json_of(const store::DecisionView& decision) {
  const auto& head = decision.head;
  json::object one{{"decision_id", head.id.text()},
                   {"claim_id", head.claim.text()},
                   {"reference", head.reference},
                   {"number", head.number},
                   {"state", name_of(head.state)},
                   {"version", head.version},
                   {"pack", decision.pack},
                   {"pack_hash", decision.pack_hash},
                   {"pack_label", decision.pack_label},
                   {"filed_by", head.filed_by},
                   {"decided_by", head.decided_by},
                   {"decided_at", text_of(decision.decided)}};
  if (!decision.reason.empty()) one["reason"] = decision.reason;
  if (decision.approved_by) one["approved_by"] = *decision.approved_by;
  if (decision.approved) one["approved_at"] = text_of(*decision.approved);
  if (decision.returned_by) one["returned_by"] = *decision.returned_by;
  if (decision.returned) one["returned_at"] = text_of(*decision.returned);
  if (decision.return_reason) one["return_reason"] = *decision.return_reason;
  return one;
}

json::array json_of(const std::vector<DecidedLine>& lines, const scheme::Pack& pack) {
  json::array all;
  for (const auto& line : lines) all.push_back(json_of(line, pack));
  return all;
}

}  // namespace haven::adjudication
