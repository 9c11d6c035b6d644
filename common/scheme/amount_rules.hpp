#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/feel/expression.hpp"

/// The ways in which a pack names an amount, as data.
namespace haven::scheme {

/// FEEL of a pack, compiled.
struct Formula {
  feel::Expression expression;
  /// Slots of the currencies of the amounts that it reads: nothing is converted, so that each must
  /// be the currency of the result.
  std::vector<std::size_t> currencies{};
};

/// The bills of these heads, in their own currency.
struct Costs {
  std::vector<std::string> heads;
  std::optional<Formula> counted_when;     // over `cost`
  std::string otherwise;                   // reason for bills that do not count
  std::optional<Formula> reason_from;      // over `cost`: the reason itself; null counts
  std::optional<Formula> each;             // over `cost`; else the bill itself
  std::optional<Formula> without_receipt;  // over `cost`; else such a bill does not count
  std::optional<Formula> total;            // over `bills`; else their sum
  std::optional<Formula> at_most;
  bool one_person = false;  // only the bills for the first person named
};
/// The assessor's amount, good from `least` to `most`, both in.
struct Band {
  Formula of, least, most;
};
/// An amount for each person, who is also its payee.
struct ForEach {
  Formula of;
  std::optional<Formula> at_most;  // so many persons
  bool eldest = false;
  Formula amount;         // over `person`
  std::string otherwise;  // reason when there is nobody
};
/// What another scheme's benefit leaves of an amount.
struct RestAfter {
  Formula of;
  std::string scheme, benefit;
};
using Amount = std::variant<Formula, Costs, Band, ForEach, RestAfter>;

}  // namespace haven::scheme
