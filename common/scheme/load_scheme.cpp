#include <algorithm>

#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

CoverRule cover_from(Fields& fields, Loading& loading) {
  return {needed_formula(fields, "starts", loading), needed_formula(fields, "ends", loading),
          formula_at(fields, "extended_to", loading), basis_of(fields, loading)};
}

ImpairmentState state_from(Fields& fields, const Loading& loading) {
  ImpairmentState read;
  read.kind = fields.text("kind");
  check_code(fields, "kind", "impairments.kind", read.kind, loading);
  read.count = fields.needed_integer("count", 1, 10);
  fields.map("parts", [&](Fields& parts) {
    for (const auto& part : parts.keys()) {
      check_code(parts, part, "impairments.part", part, loading);
      read.parts[part] = parts.texts(part);
      for (const auto& at : read.parts[part]) {
        if (at != "whole") check_code(parts, part, "impairments.at", at, loading);
      }
    }
  });
  if (read.parts.empty()) fields.problem("parts", "is needed");
  return read;
}

void read_states(Fields& fields, Loading& loading, Scheme& read) {
  fields.map("impairment_states", [&](Fields& map) {
    basis_of(map, loading);
    const YAML::Node limbs = map.value("one_limb");
    for (const auto& pair : limbs) read.one_limb.push_back(pair.as<std::vector<std::string>>());
    map.map("states", [&](Fields& states) {
      for (const auto& name : states.keys()) {
        states.map(name, [&](Fields& each) { read.states[name] = state_from(each, loading); });
        loading.states.insert(name);
      }
    });
  });
}

void read_impairment_percent(Fields& fields, Loading& loading, Scheme& read) {
  fields.map("impairment_percent", [&](Fields& map) {
    auto most = formula_at(map, "at_most", loading);
    read.impairment_percent = ImpairmentPercent{
        needed_formula(map, "each", loading), most ? std::move(*most) : formula_of("100", loading)};
    basis_of(map, loading);
  });
}

void read_flags(Fields& fields, Loading& loading, Scheme& read) {
  fields.each("flags", [&](Fields& map) {
    FlagRule rule{map.text("flag"), needed_formula(map, "when", loading)};
    check_code(map, "flag", "flag", rule.flag, loading);
    basis_of(map, loading);
    read.flags.push_back(std::move(rule));
  });
}

void read_appeal(Fields& fields, Loading& loading, Scheme& read) {
  fields.map("appeal", [&](Fields& map) {
    Appeal appeal{map.text("to"), map.needed_integer("days", 1, 3650), ""};
    appeal.source = basis_of(map, loading);
    read.appeal = std::move(appeal);
  });
}

void read_payees(Fields& fields, Loading& loading, Scheme& read) {
  fields.map("payees", [&](Fields& map) {
    for (const auto& name : map.keys()) {
      map.map(name, [&](Fields& rule) { read.payees[name] = payees_from(rule, loading); });
      loading.payees.insert(name);
    }
  });
}

/// "calendar" and "working" are words of their own; everything else is FEEL.
std::optional<Formula> counts_at(Fields& fields, Loading& loading) {
  const std::string text = fields.text_or("counts", "");
  if (text == "calendar" || text == "working") return formula_of("\"" + text + "\"", loading);
  return formula_at(fields, "counts", loading);
}

Calendar calendar_at(Fields& fields, const Loading& loading) {
  const std::string name = fields.text_or("calendar", "");
  if (name.empty()) return {};
  const auto found = loading.calendars.find(name);
  if (found != loading.calendars.end()) return found->second;
  fields.problem("calendar", "is named in pack.yaml");
  return {};
}

}  // namespace

SettlementClock clock_from(Fields& fields, Loading& loading) {
  SettlementClock read{
      needed_formula(fields, "days", loading),    counts_at(fields, loading),
      needed_formula(fields, "from", loading),    calendar_at(fields, loading),
      formula_at(fields, "stops_while", loading), fields.flag("whatever_is_owed", false)};
  basis_of(fields, loading);
  return read;
}

Currency currency_at(Fields& fields, const std::string& key, const Loading& loading) {
  const auto currency = Currency::from(fields.text_or(key, loading.currency));
  if (!currency) fields.problem(key, "is an ISO 4217 code that haven knows");
  return currency.value_or(Currency{});
}

Scheme scheme_from(Fields& fields, Loading& loading) {
  Scheme read;
  read.name = loading.scheme = fields.text("scheme");
  check_code(fields, "scheme", "scheme", read.name, loading);
  read.title = fields.text("title");
  read.layer = fields.text("layer");
  check_code(fields, "layer", "layer", read.layer, loading);
  loading.currency = fields.text("currency");
  read.currency = currency_at(fields, "currency", loading);
  read.source = basis_of(fields, loading);
  loading.states.clear();
  loading.payees.clear();
  fields.map("contribution",
             [&](Fields& map) { read.contribution = contribution_from(map, loading); });
  fields.map("cover", [&](Fields& map) { read.cover = cover_from(map, loading); });
  fields.map("clock", [&](Fields& map) { read.clock = clock_from(map, loading); });
  read_payees(fields, loading, read);
  read_states(fields, loading, read);
  read_impairment_percent(fields, loading, read);
  fields.each("benefits",
              [&](Fields& map) { read.benefits.push_back(benefit_from(map, loading)); });
  fields.each("limits", [&](Fields& map) { read.limits.push_back(limit_from(map, loading)); });
  read_flags(fields, loading, read);
  read_appeal(fields, loading, read);
  return read;
}

}  // namespace haven::scheme
