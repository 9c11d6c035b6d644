#include "common/scheme/amount.hpp"

#include <algorithm>

#include "common/scheme/formula.hpp"

namespace haven::scheme {
namespace {

/// What a formula comes to in a currency; referred where it does not come to anything.
Worked worked(Situation& at, std::string_view rule, const Formula& formula,
              const Currency& currency) {
  const auto amount = money_of(at, formula, currency);
  std::string how = found_by(at, formula);
  if (const auto other = other_currency(at, formula, currency)) {
    return refers(rule, how + "; stated in " + *other + ", owed in " + currency.code());
  }
  if (!amount) return refers(rule, std::move(how));
  return gives(rule, *amount, std::move(how));
}

bool is_older(const Relative& one, const Relative& other) {
  return one.born && (!other.born || *one.born < *other.born);
}

/// So many of them, by age or as listed; those taken stay in the order listed.
void keep(std::vector<const Relative*>& people, std::size_t count, bool eldest) {
  if (people.size() <= count) return;
  auto by_age = people;
  if (eldest) {
    std::ranges::stable_sort(by_age, [](const auto* a, const auto* b) { return is_older(*a, *b); });
  }
  by_age.resize(count);
  std::erase_if(people, [&](const auto* one) { return std::ranges::count(by_age, one) == 0; });
}

struct WorkOut {
  Situation& at;
  const Currency& currency;

  Worked operator()(const Formula& formula) const {
    return worked(at, "amount_follows_from_the_rule", formula, currency);
  }

  Worked operator()(const Costs& costs) const { return work_out_costs(at, costs, currency); }

  Worked operator()(const Band& band) const {
    constexpr std::string_view rule = "assessed_amount_is_in_the_band";
    Worked assessed = worked(at, rule, band.of, currency);
    if (!assessed.amount) return assessed;
    const auto least = money_of(at, band.least, currency);
    const auto most = money_of(at, band.most, currency);
    assessed.how += ", " + found_by(at, band.least) + ", " + found_by(at, band.most);
    if (!least || !most) return refers(rule, std::move(assessed.how));
    if (assessed.amount->less_than(*least) || most->less_than(*assessed.amount)) {
      return refuses(rule, "outside_band", std::move(assessed.how));
    }
    return assessed;
  }

  Worked operator()(const ForEach& each) const {
    constexpr std::string_view rule = "amount_for_each_person";
    auto people = people_of(at, each.of);
    if (people.empty()) return refuses(rule, each.otherwise, "nobody is eligible");
    if (each.at_most) {
      const auto most = count_of(at, *each.at_most);
      if (!most || *most < 0) return refers(rule, found_by(at, *each.at_most));
      keep(people, static_cast<std::size_t>(*most), each.eldest);
    }
    Worked sum = gives(rule, Money{0, currency}, "");
    for (const Relative* person : people) {
      at.sheet.set_person(person);
      Worked one = worked(at, rule, each.amount, currency);
      at.sheet.set_person(nullptr);
      if (!one.amount) return refers(rule, person->id + ": " + one.how);
      sum.how += (sum.how.empty() ? "" : ", ") + person->id + " " + decimal_text(*one.amount);
      *sum.amount += *one.amount;
      sum.shares.push_back({person->id, *one.amount});
    }
    return sum;
  }

  Worked operator()(const RestAfter& rest) const {
    constexpr std::string_view rule = "rest_is_owed";
    Worked whole = worked(at, rule, rest.of, currency);
    if (!whole.amount) return whole;
    for (std::size_t i = 0; i < at.decision.lines.size(); ++i) {
      const Line& line = at.decision.lines[i];
      if (line.scheme != rest.scheme || line.benefit != rest.benefit) continue;
      if (line.outcome == Outcome::refuse) break;
      if (line.outcome == Outcome::refer || at.owed[i].currency() != whole.amount->currency()) {
        return refers(rule, "what " + rest.scheme + " owes is not settled");
      }
      return gives(rule, *whole.amount - min(*whole.amount, at.owed[i]),
                   whole.how + " less " + written(at.owed[i]) + " of " + rest.scheme);
    }
    return gives(rule, *whole.amount, whole.how + ", of which " + rest.scheme + " owes nothing");
  }
};

}  // namespace

Worked gives(std::string_view rule, Money amount, std::string how) {
  return {std::move(amount), Outcome::pay, "", rule, std::move(how)};
}

Worked refuses(std::string_view rule, std::string reason, std::string how) {
  return {{}, Outcome::refuse, std::move(reason), rule, std::move(how)};
}

Worked refers(std::string_view rule, std::string how) {
  return {{}, Outcome::refer, "committee_decides", rule, std::move(how)};
}

Worked work_out(Situation& situation, const Amount& amount, const Currency& currency) {
  return std::visit(WorkOut{situation, currency}, amount);
}

}  // namespace haven::scheme
