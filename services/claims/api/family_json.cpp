#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "services/claims/api/write_json.hpp"
#include "services/claims/domain/words.hpp"

namespace haven::claims {
namespace {

namespace json = boost::json;

json::array missing_papers(const Checklist& checklist) {
  json::array missing;
  for (const json::value& item : json_of(checklist)) {
    const json::object& paper = item.as_object();
    if (paper.at("status") != "missing") continue;
    missing.push_back({{"document", paper.at("document")},
                       {"for", paper.at("for")},
                       {"instead", paper.at("instead")}});
  }
  return missing;
}

json::value decision_of(const store::Outcome& outcome, const scheme::Pack& pack) {
  if (outcome.decision_id.empty()) return nullptr;
  json::array lines;
  for (const store::DecisionLine& line : outcome.lines) {
    const bool has_reason = !line.reason.empty();
    lines.push_back(
        {{"scheme", line.scheme},
         {"benefit", line.benefit},
         {"outcome", line.outcome},
         {"amount", line.amount ? json::value(http::json_of(*line.amount)) : nullptr},
         {"reason", has_reason ? json::value(line.reason) : nullptr},
         {"words", has_reason ? json::value(scheme::reason_text(pack, line.reason)) : nullptr}});
  }
  return json::object{{"lines", std::move(lines)}};
}

json::array payments_of(const store::Outcome& outcome) {
  json::array payments;
  for (const store::PaymentHeard& payment : outcome.payments) {
    payments.push_back({{"to", payment.party},
                        {"amount", http::json_of(payment.amount)},
                        {"state", payment.stage},
                        {"words", words_of_payment(payment.stage)}});
  }
  return payments;
}

}  // namespace

json::object family_view_of(const Claim& claim, const Checklist& checklist,
                            const store::Outcome& outcome, const scheme::Pack& pack) {
  json::object out{{"claim", claim.id.text()},
                   {"reference", claim.reference},
                   {"state", std::string{name_of(claim.state)}},
                   {"words", words_of_state(claim)},
                   {"turn", nullptr}};
  if (claim.turn) {
    out["turn"] = {{"waiting_for", std::string{name_of(claim.turn->waiting_for)}},
                   {"until", text_of(claim.turn->due_at)},
                   {"words", words_of_turn(*claim.turn)}};
  }
  out["missing"] = missing_papers(checklist);
  out["decision"] = decision_of(outcome, pack);
  out["payments"] = payments_of(outcome);
  return out;
}

}  // namespace haven::claims
