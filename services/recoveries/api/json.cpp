#include "services/recoveries/api/json.hpp"

#include "common/http/json.hpp"
#include "services/recoveries/api/ageing.hpp"

namespace haven::recoveries {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::optional<std::string>& text) {
  if (!text || text->empty()) return nullptr;
  return json::string{*text};
}

json::value id_or_null(const std::string& text) {
  return text_or_null(text);
}

json::value day_or_null(const std::optional<Date>& day) {
  if (!day) return nullptr;
  return json::string{text_of(*day)};
}

json::value money_or_null(const std::optional<Money>& amount) {
  if (!amount) return nullptr;
  return http::json_of(*amount);
}

json::value advance_json(const Receivable& receivable) {
  if (!receivable.advanced) return nullptr;
  return json::object{{"purse", receivable.lender.value_or("")},
                      {"amount", http::json_of(*receivable.advanced)}};
}

json::array reductions_json(const std::vector<store::ReductionView>& views) {
  json::array items;
  for (const auto& [reduction, cause, at] : views) {
    items.push_back(json::object{{"how", name_of(reduction.how)},
                                 {"amount", http::json_of(reduction.amount)},
                                 {"left", http::json_of(reduction.left)},
                                 {"line", id_or_null(cause.line)},
                                 {"reduced", text_of(cause.day)},
                                 {"by", cause.by}});
  }
  return items;
}

json::array undoings_json(const std::vector<store::UndoingView>& views) {
  json::array items;
  for (const auto& view : views) {
    items.push_back(json::object{{"how", name_of(view.how)},
                                 {"amount", http::json_of(view.amount)},
                                 {"left", http::json_of(view.left)},
                                 {"because", name_of(view.cause.because)},
                                 {"undone", text_of(view.cause.day)},
                                 {"by", view.cause.by}});
  }
  return items;
}

json::array notices_json(const std::vector<store::NoticeView>& views) {
  json::array items;
  for (const auto& view : views) {
    items.push_back(json::object{{"what", view.what}, {"noted", text_of(view.day)}});
  }
  return items;
}

}  // namespace

json::object json_of(const Receivable& r, Date today) {
  json::object out{{"receivable", r.id.text()},
                   {"reference", r.reference},
                   {"kind", name_of(r.kind)},
                   {"state", name_of(r.state)},
                   {"debtor", r.debtor},
                   {"debtor_name", r.debtor_name},
                   {"claim", r.claim.text()},
                   {"claim_reference", r.claim_reference},
                   {"entitlement", r.entitlement.text()},
                   {"member", id_or_null(r.member.text())},
                   {"party", text_or_null(r.party)},
                   {"scheme", text_or_null(r.scheme)},
                   {"benefit", text_or_null(r.benefit)}};
  out["amount"] = http::json_of(r.amount);
  out["paid"] = http::json_of(r.paid);
  out["written_off"] = http::json_of(r.written_off);
  out["withdrawn"] = http::json_of(r.withdrawn);
  out["left"] = http::json_of(r.left());
  out["revived"] = http::json_of(r.revived);
  out["credit"] = http::json_of(r.credit);
  out["raised"] = text_of(r.raised);
  out["due"] = text_of(r.due);
  out["days_overdue"] = r.is_ended() ? 0 : days_overdue(r.due, today);
  out["advance"] = advance_json(r);
  out["set_off_at_most_percent"] =
      r.set_off_percent ? json::value(*r.set_off_percent) : json::value(nullptr);
  out["doubt"] = text_or_null(r.doubt);
  return out;
}

json::object json_of(const Plan& plan, const Receivable& receivable, Date today) {
  json::array schedule;
  for (const Instalment& instalment : schedule_of(plan)) {
    schedule.push_back(json::object{{"due", text_of(instalment.due)},
                                    {"amount", http::json_of(instalment.amount)}});
  }
  const bool is_broken = !receivable.is_ended() && today > next_due(plan, receivable.left());
  return {
      {"number", plan.number},          {"instalment", http::json_of(plan.instalment)},
      {"from", text_of(plan.first)},    {"agreed_by", plan.agreed_by},
      {"agreed", text_of(plan.agreed)}, {"next_due", text_of(next_due(plan, receivable.left()))},
      {"is_broken", is_broken},         {"schedule", std::move(schedule)}};
}

json::object json_of(const Details& details, Date today) {
  json::object out = json_of(details.receivable, today);
  out["reductions"] = reductions_json(details.reductions);
  out["undoings"] = undoings_json(details.undoings);
  out["notices"] = notices_json(details.notices);
  out["plan"] = details.plan ? json::value(json_of(*details.plan, details.receivable, today))
                             : json::value(nullptr);
  out["bond_callable_from"] = day_or_null(details.bond_callable_from);
  out["bond_called"] = money_or_null(details.bond_called);
  return out;
}

json::object json_of(const Proposal& p) {
  json::array agreed;
  for (const std::string& subject : p.agreed_by) agreed.push_back(json::string{subject});
  return {{"proposal", p.id.text()},
          {"kind", name_of(p.kind)},
          {"state", name_of(p.state)},
          {"receivable", id_or_null(p.receivable.text())},
          {"debtor", text_or_null(p.share.debtor)},
          {"claim", id_or_null(p.share.claim.text())},
          {"amount", http::json_of(p.amount)},
          {"purse", text_or_null(p.purse)},
          {"at_most_percent", p.percent ? json::value(*p.percent) : json::value(nullptr)},
          {"reason", p.reason},
          {"people", p.people},
          {"proposed_by", p.proposed_by},
          {"proposed_at", text_of(p.proposed_at)},
          {"agreed_by", std::move(agreed)},
          {"declined_because", text_or_null(p.end_reason)}};
}

json::object json_of(const Settlement& s, const std::map<std::string, std::int64_t>& results) {
  json::object counts;
  for (const auto& [result, count] : results) counts[result] = count;
  return {{"settlement", s.id.text()},   {"insurer", s.insurer},
          {"sha256", s.sha256},          {"lines", s.lines},
          {"taken_by", s.taken_by},      {"taken_at", text_of(s.taken_at)},
          {"results", std::move(counts)}};
}

json::object json_of(const SettlementLine& line) {
  return {{"line", line.line},
          {"result", name_of(line.result)},
          {"receivable", id_or_null(line.receivable.text())},
          {"field", text_or_null(line.field)},
          {"reason", text_or_null(line.reason)}};
}

json::object ageing_json(const std::vector<store::DueSum>& sums, Date today) {
  json::array items;
  for (const AgeRow& row : ageing_of(sums, today)) {
    json::array ages;
    for (const AgePart& part : row.ages) {
      ages.push_back(json::object{
          {"age", name_of(part.age)}, {"count", part.count}, {"left", http::json_of(part.left)}});
    }
    items.push_back(json::object{{"debtor", row.debtor},
                                 {"count", row.count},
                                 {"left", http::json_of(row.left)},
                                 {"ages", std::move(ages)}});
  }
  json::array totals;
  for (const AgePart& total : totals_of(sums, today)) {
    totals.push_back(json::object{
        {"age", name_of(total.age)}, {"count", total.count}, {"left", http::json_of(total.left)}});
  }
  return {{"as_of", text_of(today)}, {"items", std::move(items)}, {"totals", std::move(totals)}};
}

}  // namespace haven::recoveries
