#include "common/scheme/condition.hpp"

#include <algorithm>
#include <map>

#include "common/scheme/impairment.hpp"
#include "common/scheme/situation.hpp"

namespace haven::scheme {
namespace {

using Kind = FactRef::Kind;

const std::map<std::string, Kind>& fact_names() {
  static const std::map<std::string, Kind> names = {
      {"incident.kind", Kind::incident_kind},
      {"incident.cause", Kind::incident_cause},
      {"incident.circumstances", Kind::incident_circumstances},
      {"contract.hire", Kind::contract_hire},
      {"contract.sector", Kind::contract_sector},
      {"assessment.class", Kind::assessment_class},
      {"award.final", Kind::award_final},
      {"place", Kind::place},
      {"cover.status", Kind::cover_status},
      {"beneficiary.school", Kind::beneficiary_school}};
  return names;
}

std::string_view final_of(const std::optional<Award>& award) {
  if (!award) return "";
  return award->final ? "true" : "false";
}

bool any_or(const std::vector<std::string>& wanted, std::string_view value) {
  return wanted.empty() || is_one_of(wanted, value);
}

/// Whether one kind of test holds.
struct Holds {
  const Situation& at;

  bool operator()(const AllOf& all) const {
    return std::ranges::all_of(all.parts, [&](const auto& part) { return holds(at, part); });
  }
  bool operator()(const AnyOf& any) const {
    return std::ranges::any_of(any.parts, [&](const auto& part) { return holds(at, part); });
  }
  bool operator()(const NoneOf& none) const {
    return std::ranges::none_of(none.parts, [&](const auto& part) { return holds(at, part); });
  }
  bool operator()(const FactIs& is) const {
    if (is.fact.kind != Kind::incident_circumstances) {
      return is_one_of(is.values, value_of(at, is.fact));
    }
    return std::ranges::any_of(at.facts.incident.circumstances,
                               [&](const auto& each) { return is_one_of(is.values, each); });
  }
  bool operator()(const LineIs& is) const {
    return std::ranges::any_of(at.decision.lines, [&](const Line& line) {
      // A payment of nothing is no payment.
      if (line.outcome == Outcome::pay && line.amount.is_zero()) return false;
      return line.scheme == is.scheme && any_or(is.benefits, line.benefit) &&
             any_or(is.outcomes, name_of(line.outcome)) && any_or(is.reasons, line.reason);
    });
  }
  bool operator()(const PaidSince& is) const {
    return std::ranges::any_of(at.facts.history, [&](const PastPayment& payment) {
      return any_or(is.schemes, payment.scheme) && any_or(is.benefits, payment.benefit) &&
             (payment.household || !is.to_household) && is_for_this_incident(at.facts, payment);
    });
  }
  bool operator()(const PremiumCharged& is) const {
    return std::ranges::any_of(at.facts.registrations, [&](const Registration& registration) {
      return registration.scheme == is.scheme && registration.premium_charged_to_worker;
    });
  }
  bool operator()(const PastDue& is) const {
    return std::ranges::any_of(at.decision.due, [&](const DueDate& due) {
      return due.scheme == is.scheme && due.benefit == is.benefit && at.facts.today > due.date;
    });
  }
  bool operator()(const ImpairedAs& is) const {
    const Scheme& scheme = at.pack.schemes[at.scheme];
    return std::ranges::any_of(is.states, [&](const auto& state) {
      return reaches(scheme.states.at(state), scheme, at.facts.impairments);
    });
  }
};

/// What the case says about one kind of test.
struct Found {
  const Situation& at;

  std::string all(const std::vector<Condition>& parts) const {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : ", ") + found_by(at, part);
    return text;
  }
  std::string operator()(const AllOf& is) const { return all(is.parts); }
  std::string operator()(const AnyOf& is) const { return all(is.parts); }
  std::string operator()(const NoneOf& is) const { return all(is.parts); }
  std::string operator()(const FactIs& is) const {
    if (is.fact.kind == Kind::incident_circumstances) {
      std::string text = "incident.circumstances are";
      for (const auto& each : at.facts.incident.circumstances) text += " " + each;
      return text;
    }
    const std::string_view value = value_of(at, is.fact);
    return name_of(is.fact) + " is " + (value.empty() ? "not known" : std::string{value});
  }
  std::string operator()(const LineIs& is) const { return "lines of " + is.scheme; }
  std::string operator()(const PaidSince& is) const {
    return Holds{at}(is) ? "earlier payments since the incident" : "no earlier payments";
  }
  std::string operator()(const PremiumCharged& is) const {
    return "registrations with " + is.scheme;
  }
  std::string operator()(const PastDue& is) const { return "the clock of " + is.scheme; }
  std::string operator()(const ImpairedAs&) const {
    std::string text = "impairments:";
    for (const Impairment& each : at.facts.impairments) {
      text += " " + each.kind + " of " + each.part;
      if (!each.side.empty()) text += " " + each.side;
      if (!each.at.empty()) text += " at " + each.at;
    }
    return at.facts.impairments.empty() ? "no impairment is stated" : text;
  }
};

}  // namespace

std::optional<FactRef> fact_ref_from(const std::string& text) {
  const auto found = fact_names().find(text);
  if (found != fact_names().end()) return FactRef{found->second, ""};
  if (text.starts_with("facts.")) return FactRef{Kind::stated, text.substr(6)};
  if (text.starts_with("cover.")) return FactRef{Kind::cover_of, text.substr(6)};
  return {};
}

std::string name_of(const FactRef& fact) {
  if (fact.kind == Kind::stated) return "facts." + fact.name;
  if (fact.kind == Kind::cover_of) return "cover." + fact.name;
  for (const auto& [name, kind] : fact_names()) {
    if (kind == fact.kind) return name;
  }
  return "";
}

std::string_view value_of(const Situation& at, const FactRef& fact) {
  const Case& facts = at.facts;
  switch (fact.kind) {
    case Kind::incident_kind:
      return facts.incident.kind;
    case Kind::incident_cause:
      return facts.incident.cause;
    case Kind::incident_circumstances:
      return facts.incident.circumstances.empty()
                 ? ""
                 : std::string_view{facts.incident.circumstances.front()};
    case Kind::contract_hire:
      return facts.contract ? std::string_view{facts.contract->hire} : "";
    case Kind::contract_sector:
      return facts.contract ? std::string_view{facts.contract->sector} : "";
    case Kind::assessment_class:
      return facts.assessment ? std::string_view{facts.assessment->cls} : "";
    case Kind::award_final:
      return final_of(facts.award);
    case Kind::place:
      return at.place;
    case Kind::cover_status:
      return name_of(at.covers[at.scheme].status);
    case Kind::cover_of:
      return name_of(cover_of_scheme(at, fact.name).status);
    case Kind::beneficiary_school:
      return at.beneficiary != nullptr ? std::string_view{at.beneficiary->school} : "";
    case Kind::stated: {
      const std::string* found = stated(facts, fact.name);
      return found == nullptr ? std::string_view{} : *found;
    }
  }
  return "";
}

bool holds(const Situation& situation, const Condition& condition) {
  return std::visit(Holds{situation}, condition.test);
}

std::string found_by(const Situation& situation, const Condition& condition) {
  return std::visit(Found{situation}, condition.test);
}

}  // namespace haven::scheme
