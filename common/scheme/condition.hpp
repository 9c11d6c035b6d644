#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Conditions of rules as data. This file and its source are the only place that knows how a
/// condition is written and tested.
namespace haven::scheme {

struct Situation;

/// A fact that a condition or a table can look at, by the name it has in a case file.
struct FactRef {
  enum class Kind {
    incident_kind,
    incident_cause,
    incident_circumstances,
    contract_hire,
    contract_sector,
    assessment_class,
    award_final,   // "true", "false"; not known without an award
    place,         // home, abroad: where the incident happened
    cover_status,  // of the scheme at hand: not_member, not_started, active, ended
    cover_of,      // of the scheme in `name`
    beneficiary_school,
    stated,  // facts.<name>
  };
  Kind kind = Kind::stated;
  std::string name;
};

/// Nothing for a name that no fact has.
std::optional<FactRef> fact_ref_from(const std::string& text);
std::string name_of(const FactRef& fact);
/// Empty when the fact is not known.
std::string_view value_of(const Situation& situation, const FactRef& fact);

struct Condition;

struct FactIs {
  FactRef fact;
  std::vector<std::string> values;  // any of
};
/// Some line decided earlier in this case.
struct LineIs {
  std::string scheme;
  std::vector<std::string> benefits, outcomes, reasons;  // any of each; empty: any
};
/// Some payment since the incident.
struct PaidSince {
  std::vector<std::string> schemes, benefits;
  bool to_household = false;
};
struct PremiumCharged {
  std::string scheme;
};
/// The settlement clock of a line has run out on the day asked.
struct PastDue {
  std::string scheme, benefit;
};
/// The impairments add up to one of the states that the scheme names.
struct ImpairedAs {
  std::vector<std::string> states;
};
struct AllOf {
  std::vector<Condition> parts;
};
struct AnyOf {
  std::vector<Condition> parts;
};
struct NoneOf {
  std::vector<Condition> parts;
};

struct Condition {
  std::variant<AllOf, AnyOf, NoneOf, FactIs, LineIs, PaidSince, PremiumCharged, PastDue, ImpairedAs>
      test;
};

bool holds(const Situation& situation, const Condition& condition);
/// What the case says about the facts that a condition looks at, for the trace.
std::string found_by(const Situation& situation, const Condition& condition);

}  // namespace haven::scheme
