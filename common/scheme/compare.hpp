#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/scheme/case.hpp"
#include "common/scheme/decision.hpp"

/// What becomes of cases when one set of rules takes the place of another.
namespace haven::scheme {

/// One benefit of one case that comes out differently; or with an empty scheme one thing that
/// stands beside the benefits: "papers", "last days", "flags", "percent", "price".
struct Difference {
  std::string scheme, benefit;
  std::string before, after;  // "100,000.00 PHP", "refused: cover ended", "not opened"
  bool operator==(const Difference&) const = default;
};
/// Lines, payees' shares included, in the order of the decisions; then the rest.
std::vector<Difference> differences_between(const Decision& before, const Decision& after);

/// Totals over any number of cases, in the same memory for one as for a million, and the same in
/// whatever order the cases come.
class Comparison {
 public:
  /// Of one benefit in one currency. Amounts are minor units.
  struct Row {
    std::uint64_t paid_before = 0, paid_after = 0;  // cases
    std::uint64_t winners = 0, losers = 0;          // cases that get more, less of this benefit
    std::int64_t cost_before = 0, cost_after = 0;
    std::uint64_t changed = 0;                           // cases whose line differs in anything
    std::string first_case;                              // of those, by id
    std::string before, after;                           // and how it changed
    std::map<std::string, std::uint64_t> kinds, causes;  // of the incidents of those
    Date first_day{}, last_day{};                        // of those incidents
    bool operator==(const Row&) const = default;
  };
  struct Key {
    std::string scheme, benefit, currency;
    auto operator<=>(const Key&) const = default;
  };

  void add(const Case& facts, const Decision& before, const Decision& after);
  /// As if everything that was added to `other` had been added here.
  void merge(const Comparison& other);

  [[nodiscard]] const std::map<Key, Row>& rows() const { return rows_; }
  [[nodiscard]] std::uint64_t cases() const { return cases_; }
  [[nodiscard]] std::uint64_t changed() const { return changed_; }
  /// Cases that get more of something and less of nothing; the other way round; both.
  [[nodiscard]] std::uint64_t winners() const { return winners_; }
  [[nodiscard]] std::uint64_t losers() const { return losers_; }
  [[nodiscard]] std::uint64_t mixed() const { return mixed_; }
  bool operator==(const Comparison&) const = default;

 private:
  std::map<Key, Row> rows_;
  std::uint64_t cases_ = 0, changed_ = 0, winners_ = 0, losers_ = 0, mixed_ = 0;
};

}  // namespace haven::scheme
