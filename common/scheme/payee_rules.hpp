#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/scheme/amount_rules.hpp"

/// The ways in which a pack names payees, as data.
namespace haven::scheme {

/// The persons whom the worker named.
struct NomineesPay {
  bool as_stated = false;  // by the shares that the worker stated; else equally
};
/// The first class with somebody in it takes, in equal shares. "nominees" is a class as well.
struct ClassesPay {
  std::vector<std::vector<std::string>> classes;
};
/// A table says which relations share equally.
struct FamilyTable {
  Formula relations;
  std::optional<Formula> only;  // over `person`
};
/// One relative, by the first choice that finds one.
struct OneRelative {
  struct Only {
    Formula needs;  // over `person`
    std::string otherwise;
  };
  struct Choice {
    Formula of;
    bool eldest = false;  // else the first listed
    std::vector<Only> only;
  };
  std::vector<Choice> choices;
};
/// Fixed fractions of the whole, and who takes by weight what they leave.
struct Fractions {
  struct Fixed {
    Formula who, together;
  };
  struct Residue {
    Formula who, weight;
  };
  std::vector<Fixed> fixed;
  std::vector<Residue> residue;
};
/// The scheme that advanced the money since the incident; otherwise nobody is named.
struct AdvancedBy {
  std::string scheme, benefit;
};
struct PayeeRule {
  std::variant<NomineesPay, ClassesPay, FamilyTable, OneRelative, Fractions, AdvancedBy> rule;
  std::string source;
};

}  // namespace haven::scheme
