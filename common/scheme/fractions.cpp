#include <algorithm>
#include <map>
#include <numeric>

#include "common/scheme/formula.hpp"
#include "common/scheme/payees.hpp"

/// Shares by fixed fractions: exact arithmetic, rounded once at the end.
namespace haven::scheme {
namespace {

/// So large that no fraction of a law comes near, so small that products of two do not overflow.
constexpr std::int64_t term_max = 1'000'000'000;

/// A fraction that is not negative, in lowest terms; `is_exact` is lost where terms grow too large.
struct Fraction {
  std::int64_t over = 0, under = 1;
  bool is_exact = true;

  static Fraction of(std::int64_t over, std::int64_t under) {
    const std::int64_t common = std::gcd(over, under);
    const Fraction made{over / common, under / common, true};
    return {made.over, made.under, made.over <= term_max && made.under <= term_max};
  }
  friend Fraction operator+(const Fraction& a, const Fraction& b) {
    return made(a.over * b.under + b.over * a.under, a.under * b.under, a, b);
  }
  friend Fraction operator*(const Fraction& a, const Fraction& b) {
    return made(a.over * b.over, a.under * b.under, a, b);
  }
  [[nodiscard]] Fraction rest() const { return of(under - std::min(over, under), under); }

 private:
  static Fraction made(std::int64_t over, std::int64_t under, const Fraction& a,
                       const Fraction& b) {
    Fraction result = of(over, under);
    result.is_exact = result.is_exact && a.is_exact && b.is_exact;
    // An inexact fraction is kept small; whoever made it is told by `is_exact`.
    return result.is_exact ? result : Fraction{1, 1, false};
  }
};

std::optional<std::int64_t> whole(const feel::Value& value) {
  if (value.kind() != feel::Kind::number) return {};
  const auto number = value.number().as_integer();
  if (!number || *number < 0 || *number > term_max) return {};
  return number;
}

/// [1, 8] is an eighth.
std::optional<Fraction> fraction_of(Situation& at, const Formula& formula) {
  const feel::Value pair = value_of(at, formula);
  if (pair.kind() != feel::Kind::list || pair.items().size() != 2) return {};
  const auto over = whole(pair.items()[0]), under = whole(pair.items()[1]);
  if (!over || !under || *under == 0) return {};
  return Fraction::of(*over, *under);
}

/// Who takes which fraction of the whole.
class Division {
 public:
  explicit Division(Situation& at) : at_(at) {}

  bool add_fixed(const Fractions::Fixed& rule) {
    const auto people = people_of(at_, rule.who);
    if (people.empty()) return true;
    const auto together = fraction_of(at_, rule.together);
    if (!together) return false;
    const Fraction one = *together * Fraction::of(1, static_cast<std::int64_t>(people.size()));
    for (const Relative* each : people) add(*each, one);
    taken_ = taken_ + *together;
    return true;
  }

  /// True where the group takes the residue.
  bool add_residue(const Fractions::Residue& rule) {
    const auto people = people_of(at_, rule.who);
    std::vector<std::int64_t> weights;
    for (const Relative* each : people) {
      at_.sheet.set_person(each);
      weights.push_back(whole(value_of(at_, rule.weight)).value_or(0));
    }
    at_.sheet.set_person(nullptr);
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (sum == 0) return false;
    const Fraction left = taken_.rest();
    for (std::size_t i = 0; i < people.size(); ++i) {
      add(*people[i], left * Fraction::of(weights[i], sum));
    }
    taken_ = Fraction::of(1, 1);
    return true;
  }

  /// The whole is taken; fractions above one are reduced in proportion.
  [[nodiscard]] bool is_complete() const { return taken_.is_exact && taken_.over >= taken_.under; }

  [[nodiscard]] std::vector<Share> shares(const Money& amount) const {
    std::vector<std::int64_t> weights;
    std::vector<Share> shares;
    std::int64_t common = 1;
    for (const auto& [position, fraction] : parts_) {
      common = std::lcm(common, fraction.under);
      if (!fraction.is_exact || common > term_max) return {};
    }
    for (const auto& [position, fraction] : parts_) {
      if (fraction.over == 0) continue;
      weights.push_back(fraction.over * (common / fraction.under));
      shares.push_back({at_.facts.family[position].id, {}});
    }
    if (shares.empty()) return shares;
    const auto amounts = weighted_shares(amount, weights);
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i].amount = amounts[i];
    return shares;
  }

 private:
  void add(const Relative& person, const Fraction& fraction) {
    const auto position = static_cast<std::size_t>(&person - at_.facts.family.data());
    parts_[position] = parts_[position] + fraction;
  }

  Situation& at_;
  Fraction taken_;
  std::map<std::size_t, Fraction> parts_;  // by position in the family: the order of listing
};

}  // namespace

std::vector<Share> shares_of(Situation& at, const Fractions& rule, const Money& amount) {
  Division division{at};
  for (const auto& each : rule.fixed) {
    if (!division.add_fixed(each)) return {};
  }
  for (const auto& each : rule.residue) {
    if (division.add_residue(each)) break;
  }
  return division.is_complete() ? division.shares(amount) : std::vector<Share>{};
}

}  // namespace haven::scheme
