#include <algorithm>

#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

LineIs line_from(Fields& fields, const Loading& loading) {
  LineIs read;
  read.scheme = fields.text("scheme");
  read.benefits = fields.texts("benefit");
  read.outcomes = fields.texts("outcome");
  read.reasons = fields.texts("reason");
  const auto known = loading.benefits.find(read.scheme);
  for (const auto& benefit : read.benefits) {
    if (known == loading.benefits.end() || !known->second.contains(benefit)) {
      fields.problem("benefit", "names a benefit that is decided earlier");
    }
  }
  for (const auto& outcome : read.outcomes) {
    if (outcome != "pay" && outcome != "refuse" && outcome != "refer") {
      fields.problem("outcome", "is pay, refuse or refer");
    }
  }
  return read;
}

PaidSince paid_from(Fields& fields) {
  PaidSince read;
  read.schemes = fields.texts("scheme");
  read.benefits = fields.texts("benefit");
  read.to_household = fields.flag("to_household", false);
  return read;
}

std::vector<Condition> parts_of(Fields& fields, Loading& loading);

Condition part(Fields& fields, const std::string& key, Loading& loading) {
  Condition read;
  if (key == "not") {
    fields.map(key, [&](Fields& map) { read.test = NoneOf{{condition_from(map, loading)}}; });
  } else if (key == "any") {
    AnyOf any;
    fields.each(key, [&](Fields& map) { any.parts.push_back(condition_from(map, loading)); });
    read.test = std::move(any);
  } else if (key == "line") {
    fields.map(key, [&](Fields& map) { read.test = line_from(map, loading); });
  } else if (key == "paid") {
    fields.map(key, [&](Fields& map) { read.test = paid_from(map); });
  } else if (key == "premium_charged") {
    read.test = PremiumCharged{fields.text(key)};
  } else if (key == "past_due") {
    fields.map(key, [&](Fields& map) {
      const std::string scheme = map.text("scheme");
      read.test = PastDue{scheme, map.text("benefit")};
    });
  } else if (key == "impaired") {
    ImpairedAs impaired{fields.texts(key)};
    for (const auto& state : impaired.states) {
      if (!loading.states.contains(state)) fields.problem(key, "names a state of the scheme");
    }
    read.test = std::move(impaired);
  } else if (const auto fact = fact_ref_from(key)) {
    FactIs is{*fact, fields.texts(key)};
    for (const auto& value : is.values) check_code(fields, key, key, value, loading);
    read.test = std::move(is);
  }
  return read;
}

std::vector<Condition> parts_of(Fields& fields, Loading& loading) {
  std::vector<Condition> parts;
  for (const std::string& key : fields.keys()) parts.push_back(part(fields, key, loading));
  return parts;
}

}  // namespace

Condition condition_from(Fields& fields, Loading& loading) {
  auto parts = parts_of(fields, loading);
  if (parts.empty()) fields.problem("says at least one thing");
  if (parts.size() == 1) return parts.front();
  return {AllOf{std::move(parts)}};
}

std::optional<Condition> condition_at(Fields& fields, const std::string& key, Loading& loading) {
  std::optional<Condition> read;
  fields.map(key, [&](Fields& map) { read = condition_from(map, loading); });
  return read;
}

FactRef fact_at(Fields& fields, const std::string& key) {
  const auto fact = fact_ref_from(fields.text(key));
  if (!fact) fields.problem(key, "is a fact such as incident.cause or facts.hospital_days");
  return fact.value_or(FactRef{});
}

DateRef date_ref_from(const std::string& text, Fields& fields, const std::string& key,
                      Loading& loading) {
  using Kind = DateRef::Kind;
  static const std::map<std::string, Kind> known = {
      {"incident.date", Kind::incident},          {"filed", Kind::filed},
      {"papers_complete", Kind::papers_complete}, {"award.ordered", Kind::ordered},
      {"award.notified", Kind::notified},         {"today", Kind::today}};
  const auto found = known.find(text);
  if (found != known.end()) return {found->second, ""};
  if (!text.starts_with("facts.")) {
    fields.problem(key, "is a day such as incident.date, filed, today or facts.case_opened");
    return {};
  }
  const std::string name = text.substr(6);
  check_code(fields, key, "facts", name, loading);
  loading.days.insert(name);
  return {Kind::stated, name};
}

void check_code(Fields& fields, const std::string& key, const std::string& vocabulary,
                const std::string& code, const Loading& loading) {
  const auto known = loading.codes.find(vocabulary);
  if (known == loading.codes.end() || std::ranges::count(known->second, code) > 0) return;
  fields.problem(key, "\"" + code + "\" is not a code of " + vocabulary);
}

std::string reason_from(Fields& fields, const std::string& key, Loading& loading) {
  const std::string reason = fields.text(key);
  if (!loading.reasons.contains(reason)) {
    fields.problem(key, "\"" + reason + "\" has no text in reasons.yaml");
  }
  return reason;
}

std::string basis_of(Fields& fields, Loading& loading) {
  if (!fields.has("source"))
    fields.problem("source", "is needed: every rule says what it rests on");
  std::string basis;
  for (const auto& id : fields.texts("source")) {
    const auto found = loading.sources.find(id);
    if (found == loading.sources.end()) fields.problem("source", "is listed in sources.yaml");
    if (found != loading.sources.end()) basis += (basis.empty() ? "" : "; ") + found->second;
    loading.cited.insert(id);
  }
  std::string numbers;
  for (const auto& number : fields.texts("readings")) {
    if (!loading.readings.contains(number))
      fields.problem("readings", "are listed in readings.yaml");
    numbers += (numbers.empty() ? "" : ", ") + number;
    loading.cited.insert(number);
  }
  if (!numbers.empty()) basis += "; readings " + numbers;
  return basis;
}

}  // namespace haven::scheme
