#pragma once
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/core/money.hpp"
#include "common/scheme/condition.hpp"

/// The ways in which a rule names an amount, as data. They nest: the lowest of several, the rest
/// after another.
namespace haven::scheme {

// ---- dates ----------------------------------------------------------------------------------

struct DateRef {
  enum class Kind { incident, filed, papers_complete, ordered, notified, today, stated };
  Kind kind = Kind::incident;
  std::string name;  // of a stated one
};

// ---- amounts --------------------------------------------------------------------------------

struct Amount;

struct Flat {
  Money amount;
};
/// An amount by the value of a fact.
struct AmountTable {
  FactRef by;
  std::map<std::string, Money> rows;
  std::optional<Money> otherwise;  // for other values; a value that is not known is never guessed
};
/// The assessor's amount, good from `least` to `most`, both in.
struct Band {
  struct Row {
    Money least, most;
  };
  FactRef by;
  std::map<std::string, Row> rows;
};
/// Full months from one day to another, both counted.
struct MonthsBetween {
  std::vector<DateRef> from, to;  // the first that is known
};
/// Living children below an age on the day of the incident.
struct ChildrenUnder {
  int age = 0;
};
struct PerUnit {
  Money base, each;
  std::variant<MonthsBetween, ChildrenUnder> units;
  int at_most = 0;
};
/// The bills of these heads.
struct CostOf {
  std::vector<std::string> heads;
  bool one_person = false;  // only the bills for the first person named
  std::optional<Money> at_most;
};
/// The tribunal's award.
struct AwardAmount {};
/// So many months' salary for each full year of the contract, the salary counted up to a ceiling.
struct SalaryCover {
  int months_a_year = 0;
  Money ceiling;
};
struct LowestOf {
  std::vector<Amount> parts;
};
/// What another scheme's benefit leaves of an amount.
struct RestAfter {
  std::vector<Amount> whole;  // one
  std::string scheme, benefit;
};
/// A percentage, in hundredths of a percent, of a sum by the assessor's grade.
struct PercentByGrade {
  Money sum;
  std::map<int, int> rows;
};

struct Amount {
  std::variant<Flat, AmountTable, Band, PerUnit, CostOf, AwardAmount, SalaryCover, LowestOf,
               RestAfter, PercentByGrade>
      rule;
};

}  // namespace haven::scheme
