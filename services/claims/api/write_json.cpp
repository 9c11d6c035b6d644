#include "services/claims/api/write_json.hpp"

#include <boost/json.hpp>

#include "common/http/json.hpp"

namespace haven::claims {
namespace {

namespace json = boost::json;

// The parts of an answer that may be missing are null, so that every answer has every field.
json::value or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}
json::value or_null(const std::optional<Date>& date) {
  return date ? json::value(text_of(*date)) : json::value(nullptr);
}
void put(json::object& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = text;
}
void put(json::object& out, const char* name, const std::optional<Date>& date) {
  if (date) out[name] = text_of(*date);
}
void put(json::object& out, const char* name, const std::optional<Money>& money) {
  if (money) out[name] = http::json_of(*money);
}
void put(json::object& out, const char* name, const std::optional<int>& number) {
  if (number) out[name] = *number;
}

json::object json_of(const scheme::Incident& incident) {
  json::object out{{"kind", incident.kind}};
  put(out, "cause", incident.cause);
  out["date"] = text_of(incident.date);
  put(out, "country", incident.country);
  out["circumstances"] = json::array(incident.circumstances.begin(), incident.circumstances.end());
  return out;
}

json::object json_of(const scheme::Impairment& impairment) {
  json::object out{{"part", impairment.part}, {"kind", impairment.kind}};
  put(out, "side", impairment.side);
  put(out, "at", impairment.at);
  put(out, "grade", impairment.grade);
  put(out, "percent", impairment.percent.value_or(""));
  put(out, "months", impairment.months);
  return out;
}

json::object json_of(const scheme::Cost& cost) {
  json::object out{{"head", cost.head}};
  if (cost.has_amount()) out["amount"] = http::json_of(cost.amount);
  put(out, "incurred", cost.incurred);
  out["receipt"] = cost.receipt;
  put(out, "for", cost.for_whom);
  put(out, "days", cost.days);
  put(out, "nights", cost.nights);
  put(out, "months", cost.months);
  put(out, "paid_elsewhere", cost.paid_elsewhere);
  return out;
}

json::object json_of(const scheme::Assessment& assessment) {
  json::object out{{"class", assessment.cls}, {"by", assessment.by}};
  put(out, "amount", assessment.amount);
  put(out, "percent", assessment.percent.value_or(""));
  return out;
}

json::object json_of(const scheme::Award& award) {
  json::object out{{"amount", http::json_of(award.amount)}, {"final", award.final}};
  put(out, "ordered", award.ordered);
  put(out, "notified", award.notified);
  return out;
}

json::object json_of(const scheme::Period& period) {
  json::object out;
  put(out, "from", period.from);
  put(out, "to", period.to);
  return out;
}

json::object json_of(const Account& account) {
  return {{"party", account.party},
          {"owner_name", account.owner_name},
          {"bank", account.bank},
          {"account", account.account}};
}

json::object json_of(const Contact& contact) {
  json::object out{{"name", contact.name}};
  put(out, "phone", contact.phone);
  put(out, "email", contact.email);
  return out;
}

template <class Rows>
json::array array_of(const Rows& rows) {
  json::array out;
  for (const auto& row : rows) out.push_back(json_of(row));
  return out;
}

// As they were given: "fare.amount" and "fare.currency" are one amount.
json::object facts_json(const std::map<std::string, std::string>& facts) {
  json::object out;
  for (const auto& [name, value] : facts) {
    const auto dot = name.rfind('.');
    if (dot == std::string::npos) {
      out[name] = value;
      continue;
    }
    json::value& amount = out[name.substr(0, dot)];
    if (!amount.is_object()) amount.emplace_object();
    amount.as_object()[name.substr(dot + 1)] = value;
  }
  return out;
}

void put_turn(json::object& out, const std::optional<Turn>& turn) {
  out["owner"] = turn ? json::value(turn->owner) : nullptr;
  out["next_step"] = turn ? json::value(turn->next_step) : nullptr;
  out["due_at"] = turn ? json::value(text_of(turn->due_at)) : nullptr;
  out["waiting_for"] = turn ? json::value(std::string{name_of(turn->waiting_for)}) : nullptr;
}

}  // namespace

json::object summary_of(const Claim& claim, Instant now) {
  json::object out{{"claim", claim.id.text()},
                   {"reference", claim.reference},
                   {"member", claim.member.text()},
                   {"kind", claim.kind},
                   {"incident_on", text_of(claim.incident_on)},
                   {"state", std::string{name_of(claim.state)}},
                   {"outcome", or_null(claim.outcome)},
                   {"version", claim.version},
                   {"filed_on", or_null(claim.filed_on)}};
  put_turn(out, claim.turn);
  out["overdue"] = claim.turn && claim.turn->due_at < now;
  out["attention"] = or_null(claim.attention);
  return out;
}

json::object detail_of(const Claim& claim, const File& file,
                       const std::optional<store::Receipt>& receipt, Instant now) {
  json::object out = summary_of(claim, now);
  out["file_version"] = claim.file_version;
  out["drafted_by"] = claim.drafted_by;
  out["filed_by"] = or_null(claim.filed_by);
  out["papers_complete_on"] = or_null(claim.papers_complete_on);
  out["clock_ends_on"] = or_null(claim.clock_ends_on);
  out["documents"] = claim.documents;
  out["created_at"] = text_of(claim.created_at);
  out["changed_at"] = text_of(claim.changed_at);
  out["receipt"] = receipt ? json::value(json_of(*receipt)) : nullptr;
  out["file"] = json_of(file);
  return out;
}

json::object json_of(const File& file) {
  json::object out;
  put(out, "capacity", file.capacity);
  if (file.authority) {
    out["authority"] = {{"kind", file.authority->kind}, {"document", file.authority->document}};
  }
  if (file.contact) out["contact"] = json_of(*file.contact);
  out["incident"] = json_of(file.incident);
  out["impairments"] = array_of(file.impairments);
  if (file.assessment) out["assessment"] = json_of(*file.assessment);
  out["costs"] = array_of(file.costs);
  if (file.award) out["award"] = json_of(*file.award);
  out["apply"] = json::array(file.apply.begin(), file.apply.end());
  out["facts"] = facts_json(file.facts);
  out["pauses"] = array_of(file.pauses);
  out["accounts"] = array_of(file.accounts);
  return out;
}

json::array json_of(const Checklist& checklist) {
  json::array out;
  for (const ChecklistItem& item : checklist) {
    json::array sets;
    for (const auto& set : item.need.alternatives)
      sets.emplace_back(json::array(set.begin(), set.end()));
    out.push_back(
        {{"document", item.need.paper.document},
         {"for", item.need.paper.for_whom.empty() ? json::value(nullptr)
                                                  : json::value(item.need.paper.for_whom)},
         {"status", std::string{name_of(item.status)}},
         {"instead", std::move(sets)},
         {"schemes", json::array(item.need.schemes.begin(), item.need.schemes.end())}});
  }
  return out;
}

json::object json_of(const store::Receipt& receipt) {
  return {{"sha256", receipt.sha256}, {"at", text_of(receipt.at)}};
}

json::object json_of(const store::Document& document) {
  const std::string& for_whom = document.paper.for_whom;
  return {{"document", document.id.text()},
          {"type", document.paper.document},
          {"for", for_whom.empty() ? json::value(nullptr) : json::value(for_whom)},
          {"media_type", document.media_type},
          {"bytes", document.bytes},
          {"sha256", document.sha256},
          {"uploaded_at", text_of(document.uploaded_at)}};
}

json::object json_of(const HistoryLine& line) {
  const auto party =
      line.waiting_for ? json::value(std::string{name_of(*line.waiting_for)}) : nullptr;
  return {{"version", line.version},
          {"at", text_of(line.at)},
          {"from", std::string{name_of(line.from)}},
          {"move", std::string{name_of(line.move)}},
          {"to", std::string{name_of(line.to)}},
          {"waiting_for", party},
          {"by", line.by},
          {"cause", line.cause},
          {"note", line.note.empty() ? json::value(nullptr) : json::value(line.note)}};
}

}  // namespace haven::claims
