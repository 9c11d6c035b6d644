#include "services/claims/api/read_case.hpp"

#include <algorithm>

namespace haven::claims {
namespace {

using http::JsonReader;
using Codes = std::vector<std::string>;

constexpr int days_max = 36'600;
constexpr int months_max = 1'200;

const Codes& codes_for(const scheme::Pack& pack, const std::string& field) {
  static const Codes none;
  const auto& all = scheme::codes_of(pack);
  const auto found = all.find(field);
  return found == all.end() ? none : found->second;
}

std::string joined(const Codes& codes) {
  std::string list;
  for (const std::string& code : codes) list += (list.empty() ? "" : ", ") + code;
  return list;
}

// The fields of one object, whose codes the pack lists under "<prefix>.<name>".
struct Coded {
  JsonReader& fields;
  const scheme::Pack& pack;
  std::string prefix;

  std::string required(const std::string& name) const {
    const Codes& codes = codes_for(pack, prefix + '.' + name);
    if (!codes.empty()) return fields.one_of(name, codes);
    fields.wrong(name, "left out with all around it: no rule of this fund knows such a thing");
    return fields.maybe_text(name).value_or("");
  }
  std::string maybe(const std::string& name) const {
    return fields.maybe_one_of(name, codes_for(pack, prefix + '.' + name)).value_or("");
  }
};

Codes read_codes(JsonReader& fields, const std::string& name, const Codes& known) {
  Codes read = fields.texts(name, 20);
  const bool all_known = std::ranges::all_of(
      read, [&](const std::string& code) { return std::ranges::count(known, code) > 0; });
  if (!all_known) fields.wrong(name, "each one of " + joined(known));
  return read;
}

std::string read_country(JsonReader& fields, const std::string& name) {
  const std::string country = fields.maybe_text(name, 2).value_or("");
  const bool is_code = country.size() == 2 &&
                       std::ranges::all_of(country, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!country.empty() && !is_code)
    fields.wrong(name, "two capital letters (ISO 3166), such as SA");
  return country;
}

scheme::Incident read_incident(JsonReader& body, const scheme::Pack& pack) {
  scheme::Incident incident;
  body.object("incident", [&](JsonReader& fields) {
    const Coded coded{fields, pack, "incident"};
    incident.kind = coded.required("kind");
    incident.cause = coded.maybe("cause");
    incident.date = fields.date("date");
    incident.country = read_country(fields, "country");
    incident.circumstances =
        read_codes(fields, "circumstances", codes_for(pack, "incident.circumstances"));
  });
  return incident;
}

std::optional<int> read_count(JsonReader& fields, const char* name, int most) {
  const auto count = fields.maybe_integer(name, 0, most);
  if (!count) return {};
  return static_cast<int>(*count);
}

std::optional<std::string> read_percent(JsonReader& fields) {
  const auto percent = fields.maybe_text("percent", 8);
  if (percent && !scheme::is_percent(*percent)) {
    fields.wrong("percent", "a decimal from 0 to 100 as text, such as \"12.5\"");
  }
  return percent;
}

scheme::Impairment read_impairment(JsonReader& fields, const scheme::Pack& pack) {
  const Coded coded{fields, pack, "impairments"};
  scheme::Impairment impairment;
  impairment.part = coded.required("part");
  if (const auto kind = coded.maybe("kind"); !kind.empty()) impairment.kind = kind;
  impairment.side = coded.maybe("side");
  impairment.at = coded.maybe("at");
  if (const auto grade = fields.maybe_integer("grade", 1, 14)) {
    impairment.grade = static_cast<int>(*grade);
  }
  impairment.percent = read_percent(fields);
  impairment.months = read_count(fields, "months", months_max);
  return impairment;
}

std::optional<scheme::Assessment> read_assessment(JsonReader& body, const scheme::Pack& pack) {
  std::optional<scheme::Assessment> assessment;
  body.object(
      "assessment",
      [&](JsonReader& fields) {
        const Coded coded{fields, pack, "assessment"};
        assessment.emplace();
        assessment->cls = coded.required("class");
        assessment->amount = fields.maybe_money("amount");
        assessment->by = coded.required("by");
        assessment->percent = read_percent(fields);
      },
      true);
  return assessment;
}

scheme::Cost read_cost(JsonReader& fields, const scheme::Pack& pack) {
  scheme::Cost cost;
  cost.head = Coded{fields, pack, "costs"}.required("head");
  cost.amount = fields.maybe_money("amount").value_or(Money{});
  cost.incurred = fields.maybe_date("incurred");
  cost.receipt = fields.boolean("receipt", true);
  cost.for_whom = fields.maybe_text("for", 60).value_or("");
  cost.days = read_count(fields, "days", days_max);
  cost.nights = read_count(fields, "nights", days_max);
  cost.months = read_count(fields, "months", months_max);
  cost.paid_elsewhere = fields.maybe_money("paid_elsewhere");
  if (cost.has_amount() && cost.paid_elsewhere &&
      cost.paid_elsewhere->currency() != cost.amount.currency()) {
    fields.wrong("paid_elsewhere", "an amount in the currency of the bill");
  }
  return cost;
}

std::optional<scheme::Award> read_award(JsonReader& body) {
  std::optional<scheme::Award> award;
  body.object(
      "award",
      [&](JsonReader& fields) {
        award.emplace();
        award->amount = fields.money("amount");
        award->final = fields.boolean("final", false);
        award->ordered = fields.maybe_date("ordered");
        award->notified = fields.maybe_date("notified");
      },
      true);
  return award;
}

// An amount is two facts, as the pack names them: "fare.amount" and "fare.currency".
void read_amount_fact(JsonReader& fields, const std::string& name,
                      std::map<std::string, std::string>& facts) {
  const Money amount = fields.money(name);
  facts[name + ".amount"] = decimal_text(amount);
  facts[name + ".currency"] = amount.currency().code();
}

// Facts that only one scheme asks about. Which values they take is the pack's to say when it reads
// them; where it lists codes, they are checked here.
std::map<std::string, std::string> read_facts(JsonReader& body, const scheme::Pack& pack) {
  std::map<std::string, std::string> facts;
  const Codes& known = codes_for(pack, "facts");
  body.object(
      "facts",
      [&](JsonReader& fields) {
        for (const std::string& name : known) {
          const std::string whole = name.substr(0, name.find('.'));
          if (fields.is_object(whole)) read_amount_fact(fields, whole, facts);
          if (!fields.has(name) || fields.is_object(name)) continue;
          const Codes& values = codes_for(pack, "facts." + name);
          const auto value =
              values.empty() ? fields.maybe_text(name, 100) : fields.maybe_one_of(name, values);
          if (value) facts[name] = *value;
        }
      },
      true);
  return facts;
}

scheme::Period read_period(JsonReader& fields) {
  return {fields.date("from"), fields.date("to")};
}

}  // namespace

void read_case(JsonReader& body, const scheme::Pack& pack, File& file) {
  file.incident = read_incident(body, pack);
  body.list("impairments", 20,
            [&](JsonReader& fields) { file.impairments.push_back(read_impairment(fields, pack)); });
  file.assessment = read_assessment(body, pack);
  body.list("costs", 50,
            [&](JsonReader& fields) { file.costs.push_back(read_cost(fields, pack)); });
  file.award = read_award(body);
  file.apply = read_codes(body, "apply", codes_for(pack, "apply"));
  file.facts = read_facts(body, pack);
  body.list("pauses", 20, [&](JsonReader& fields) { file.pauses.push_back(read_period(fields)); });
}

}  // namespace haven::claims
