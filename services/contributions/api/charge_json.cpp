#include "services/contributions/api/charge_json.hpp"

#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "services/contributions/domain/money_states.hpp"

namespace haven::contributions {

namespace json = boost::json;
using http::JsonReader;

Result<RaiseCharge> charge_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  RaiseCharge command;
  command.member_number = body->text("member_number", 20);
  command.scheme = body->text("scheme", 40);
  command.agency = body->text("agency", 40);
  command.amount = body->money("amount");
  command.charged = body->date("charged_on");
  command.evidence = body->text("evidence", 500);
  if (auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Result<MoveCharge> step_from(const http::Request& request, const ChargeId& charge, ChargeState to) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  MoveCharge command{charge, to, body->text("note", 500), "", {}};
  if (to == ChargeState::notified) {
    command.agency = body->maybe_text("agency", 40).value_or("");
    command.amount = body->maybe_money("amount");
  }
  if (auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

json::object json_of(const Charge& charge, Date today) {
  json::object out{{"id", charge.id.text()},
                   {"state", name_of(charge.state)},
                   {"member_number", charge.member_number},
                   {"scheme", charge.scheme},
                   {"charged_on", text_of(charge.charged)},
                   {"evidence", charge.evidence},
                   {"source", charge.source},
                   {"raised_by", charge.raised_by},
                   {"raised", text_of(charge.raised)},
                   {"age_days", (today - charge.raised).count()},
                   {"overdue", is_overdue(charge, today)}};
  if (!charge.agency.empty()) out["agency"] = charge.agency;
  if (charge.amount) out["amount"] = http::json_of(*charge.amount);
  if (charge.due) out["due"] = text_of(*charge.due);
  if (charge.note) out["note"] = *charge.note;
  if (charge.dismissal_asked_by) {
    out["dismissal"] = {{"asked_by", *charge.dismissal_asked_by},
                        {"reason", charge.dismissal_reason.value_or("")}};
  }
  return out;
}

json::object json_of(const store::ChargeStep& step) {
  return {{"state", step.state}, {"by", step.by}, {"on", text_of(step.on)}, {"note", step.note}};
}

json::object json_of(const store::AgencyCharges& row) {
  json::array of_bands;
  for (std::size_t i = 0; i < bands; ++i) {
    of_bands.push_back(json::object{{"days", band_names[i]}, {"count", row.ages.count[i]}});
  }
  json::object out{{"bands", std::move(of_bands)}, {"overdue", row.overdue}};
  if (!row.agency.empty()) out["agency"] = row.agency;
  return out;
}

}  // namespace haven::contributions
