#include <algorithm>

#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

std::vector<CoverRule::Day> days_at(Fields& fields, const std::string& key) {
  using Day = CoverRule::Day;
  static const std::map<std::string, Day> known = {{"starts", Day::starts},
                                                   {"ends", Day::ends},
                                                   {"paid", Day::paid},
                                                   {"registered", Day::registered},
                                                   {"contract.start", Day::contract_start},
                                                   {"contract.end", Day::contract_end}};
  std::vector<Day> read;
  for (const auto& name : fields.texts(key)) {
    const auto found = known.find(name);
    if (found == known.end()) {
      fields.problem(key, "are days of the registration or the contract");
    } else {
      read.push_back(found->second);
    }
  }
  return read;
}

CoverRule cover_from(Fields& fields, Loading& loading) {
  CoverRule read;
  read.starts = days_at(fields, "starts");
  read.ends = days_at(fields, "ends");
  read.term_months = fields.integer("term_months", 1, 1200);
  read.source = basis_of(fields, loading);
  if (read.starts.empty()) fields.problem("starts", "is needed");
  if (read.ends.empty() && !read.term_months) fields.problem("ends", "or term_months is needed");
  return read;
}

Contribution contribution_from(Fields& fields, Loading& loading) {
  Contribution read;
  read.item = fields.text("item");
  check_code(fields, "item", "quote.item", read.item, loading);
  read.kinds = fields.texts("kinds");
  for (const auto& kind : read.kinds)
    check_code(fields, "kinds", "registration.kind", kind, loading);
  if (read.kinds.empty()) fields.problem("kinds", "is needed");
  const std::string currency = fields.text("currency");
  fields.each("versions", [&](Fields& map) {
    Contribution::Rate rate{map.needed_date("from"), map.amount("amount", currency), ""};
    rate.source = basis_of(map, loading);
    if (!read.rates.empty() && rate.from <= read.rates.back().from) {
      map.problem("from", "overlaps the version before: versions go by rising first day");
    }
    read.rates.push_back(std::move(rate));
  });
  if (read.rates.empty()) fields.problem("versions", "has at least one version");
  return read;
}

OneRelative::Choice choice_from(Fields& fields, const Loading& loading) {
  OneRelative::Choice read;
  read.relations = fields.texts("relations");
  read.without = fields.texts("only_without");
  for (const auto& one : read.relations) check_code(fields, "relations", "relation", one, loading);
  for (const auto& one : read.without) check_code(fields, "only_without", "relation", one, loading);
  if (read.relations.empty()) fields.problem("relations", "is needed");
  const std::string pick = fields.text("pick");
  if (pick != "eldest" && pick != "first_listed")
    fields.problem("pick", "is eldest or first_listed");
  read.eldest = pick == "eldest";
  read.under_age = fields.integer("under_age", 1, 100);
  read.unmarried = fields.flag("unmarried", false);
  read.in_school = fields.flag("in_school", false);
  return read;
}

ClassesPay classes_from(Fields& fields, const Loading& loading) {
  ClassesPay read;
  const YAML::Node list = fields.value("classes");
  if (!list.IsSequence()) fields.problem("classes", "is a list of lists of relations");
  for (std::size_t i = 0; list.IsSequence() && i < list.size(); ++i) {
    std::vector<std::string> relations;
    for (const auto& each : list[i]) {
      relations.push_back(each.IsScalar() ? each.Scalar() : "");
      check_code(fields, "classes", "relation", relations.back(), loading);
    }
    read.classes.push_back(std::move(relations));
  }
  return read;
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

void read_flags(Fields& fields, Loading& loading, Scheme& read) {
  fields.each("flags", [&](Fields& map) {
    FlagRule rule;
    rule.flag = map.text("flag");
    check_code(map, "flag", "flag", rule.flag, loading);
    if (auto when = condition_at(map, "when", loading)) {
      rule.when = std::move(*when);
    } else {
      map.problem("when", "is needed");
    }
    basis_of(map, loading);
    read.flags.push_back(std::move(rule));
  });
}

}  // namespace

SettlementClock clock_from(Fields& fields, Loading& loading) {
  SettlementClock read;
  read.days = fields.needed_integer("days", 1, 3650);
  const std::string counts = fields.text_or("counts", "calendar");
  if (counts != "calendar" && counts != "working") {
    fields.problem("counts", "is calendar or working");
  }
  read.working = counts == "working";
  read.counts_by_fact = fields.text_or("counts_by_fact", "");
  read.from = date_ref_from(fields.text("from"), fields, "from", loading);
  read.always = fields.flag("whatever_is_owed", false);
  basis_of(fields, loading);
  return read;
}

PayeeRule payees_from(Fields& fields, Loading& loading) {
  PayeeRule read;
  if (fields.has("classes")) {
    read.rule = classes_from(fields, loading);
  } else if (fields.has("one_of")) {
    OneRelative one;
    fields.each("one_of", [&](Fields& map) { one.choices.push_back(choice_from(map, loading)); });
    read.rule = std::move(one);
  } else if (fields.has("advanced_by")) {
    fields.map("advanced_by", [&](Fields& map) {
      std::string scheme = map.text("scheme");
      read.rule = AdvancedBy{std::move(scheme), map.text("benefit")};
    });
  } else {
    const std::string shares = fields.text("nominees");
    if (shares != "equal" && shares != "stated") fields.problem("nominees", "is equal or stated");
    read.rule = NomineesPay{shares == "stated" ? ShareRule::stated : ShareRule::equal};
  }
  read.source = basis_of(fields, loading);
  return read;
}

Scheme scheme_from(Fields& fields, Loading& loading) {
  Scheme read;
  read.name = loading.scheme = fields.text("scheme");
  check_code(fields, "scheme", "scheme", read.name, loading);
  read.title = fields.text("title");
  read.layer = fields.text("layer");
  check_code(fields, "layer", "layer", read.layer, loading);
  loading.currency = fields.text("currency");
  const auto currency = Currency::from(loading.currency);
  if (!currency) fields.problem("currency", "is an ISO 4217 code that haven knows");
  read.currency = currency.value_or(Currency{});
  read.source = basis_of(fields, loading);
  loading.states.clear();
  loading.payees.clear();
  fields.map("contribution",
             [&](Fields& map) { read.contribution = contribution_from(map, loading); });
  fields.map("cover", [&](Fields& map) { read.cover = cover_from(map, loading); });
  fields.map("clock", [&](Fields& map) { read.clock = clock_from(map, loading); });
  fields.map("payees", [&](Fields& map) {
    for (const auto& name : map.keys()) {
      map.map(name, [&](Fields& rule) { read.payees[name] = payees_from(rule, loading); });
      loading.payees.insert(name);
    }
  });
  read_states(fields, loading, read);
  fields.each("benefits",
              [&](Fields& map) { read.benefits.push_back(benefit_from(map, loading)); });
  read_flags(fields, loading, read);
  return read;
}

}  // namespace haven::scheme
