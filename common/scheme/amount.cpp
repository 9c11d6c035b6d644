#include "common/scheme/amount.hpp"

#include <algorithm>
#include <set>

namespace haven::scheme {
namespace {

std::string text(const Money& amount) {
  return decimal_text(amount) + " " + amount.currency().code();
}

Worked gives(std::string_view rule, Money amount, std::string how) {
  return {std::move(amount), Outcome::pay, "", rule, std::move(how)};
}

Worked refuses(std::string_view rule, std::string reason, std::string how) {
  return {{}, Outcome::refuse, std::move(reason), rule, std::move(how)};
}

/// The facts do not settle it: a person does.
Worked refers(std::string_view rule, std::string how) {
  return {{}, Outcome::refer, "committee_decides", rule, std::move(how)};
}

std::string not_known(const FactRef& fact) {
  return name_of(fact) + " is not known";
}

std::optional<Date> first_known(const Situation& at, const std::vector<DateRef>& dates) {
  for (const DateRef& each : dates) {
    if (const auto found = date_of(at, each)) return found;
  }
  return {};
}

struct Count {
  std::optional<int> units;
  std::string how;
};

Count count_of(const Situation& at, const MonthsBetween& months) {
  const auto from = first_known(at, months.from), to = first_known(at, months.to);
  if (!from || !to) return {{}, "a day of the period is not known"};
  const int count = full_months(*from, *to);
  return {count,
          std::to_string(count) + " full months from " + text_of(*from) + " to " + text_of(*to)};
}

Count count_of(const Situation& at, const ChildrenUnder& children) {
  const auto young = [&](const Relative& each) {
    return each.relation == "child" && counts(each) && each.born &&
           full_years(*each.born, at.facts.incident.date) < children.age;
  };
  const auto count = static_cast<int>(std::ranges::count_if(at.facts.family, young));
  return {count, std::to_string(count) + " living children under " + std::to_string(children.age)};
}

/// The bills that count: of these heads, with a receipt, and of the first person named where only
/// one person's bills are met.
std::vector<const Cost*> bills_of(const Situation& at, const CostOf& rule) {
  std::vector<const Cost*> bills;
  for (const Cost& each : at.facts.costs) {
    if (!is_one_of(rule.heads, each.head) || !each.receipt) continue;
    if (rule.one_person && !bills.empty() && bills.front()->for_whom != each.for_whom) continue;
    bills.push_back(&each);
  }
  return bills;
}

struct WorkOut {
  const Situation& at;

  Worked operator()(const Flat& rule) const {
    return gives("amount_is_fixed", rule.amount, text(rule.amount));
  }

  Worked operator()(const AmountTable& table) const {
    constexpr std::string_view rule = "amount_is_in_the_table";
    const std::string value{value_of(at, table.by)};
    if (value.empty()) return refers(rule, not_known(table.by));
    const auto row = table.rows.find(value);
    const std::string how = name_of(table.by) + " is " + value;
    if (row != table.rows.end()) return gives(rule, row->second, how);
    if (table.otherwise) return gives(rule, *table.otherwise, how);
    return refuses(rule, "no_rate", how + ", which has no row");
  }

  Worked operator()(const Band& band) const {
    constexpr std::string_view rule = "assessed_amount_is_in_the_band";
    const auto row = band.rows.find(std::string{value_of(at, band.by)});
    if (row == band.rows.end()) return refers(rule, "the kind of disability is not assessed");
    const auto& assessed = at.facts.assessment->amount;
    if (!assessed) return refers(rule, "no amount is assessed yet");
    const auto& [least, most] = row->second;
    if (assessed->currency() != least.currency()) {
      return refers(rule, "assessed in " + assessed->currency().code() + ", owed in " +
                              least.currency().code());
    }
    std::string how = text(*assessed) + " against " + decimal_text(least) + " to " +
                      decimal_text(most) + " for " + row->first;
    if (assessed->less_than(least) || most.less_than(*assessed)) {
      return refuses(rule, "outside_band", std::move(how));
    }
    return gives(rule, *assessed, std::move(how));
  }

  Worked operator()(const PerUnit& per) const {
    constexpr std::string_view rule = "amount_goes_by_count";
    const Count count =
        std::visit([&](const auto& units) { return count_of(at, units); }, per.units);
    if (!count.units) return refers(rule, count.how);
    const int units = std::min(*count.units, per.at_most);
    return gives(rule, per.base + per.each.times(units),
                 count.how + ", " + std::to_string(units) + " counted");
  }

  Worked operator()(const CostOf& cost) const {
    constexpr std::string_view rule = "actual_cost_is_met";
    const auto bills = bills_of(at, cost);
    if (bills.empty()) return refuses(rule, "no_rate", "no bill has a receipt");
    Money sum{0, bills.front()->amount.currency()};
    for (const Cost* bill : bills) {
      if (bill->amount.currency() != sum.currency()) {
        return refers(rule, "the bills are in several currencies");
      }
      sum += bill->amount;
    }
    std::string how = text(sum) + ", bills: " + std::to_string(bills.size());
    if (!cost.at_most) return gives(rule, sum, std::move(how));
    if (cost.at_most->currency() != sum.currency()) {
      return refers(rule, "the cap is in " + cost.at_most->currency().code());
    }
    return gives(rule, min(sum, *cost.at_most), how + ", at most " + text(*cost.at_most));
  }

  Worked operator()(const AwardAmount&) const {
    constexpr std::string_view rule = "award_is_owed";
    if (!at.facts.award) return refers(rule, "no award is stated");
    return gives(rule, at.facts.award->amount, "award of " + text(at.facts.award->amount));
  }

  Worked operator()(const SalaryCover& cover) const {
    constexpr std::string_view rule = "salary_is_covered";
    const auto& contract = at.facts.contract;
    if (!contract || !contract->start || !contract->end || !contract->salary) {
      return refers(rule, "the contract's dates or salary are not known");
    }
    if (contract->salary->currency() != cover.ceiling.currency()) {
      return refers(rule, "the salary is in " + contract->salary->currency().code() +
                              ", the ceiling in " + cover.ceiling.currency().code());
    }
    const int years = full_months(*contract->start, *contract->end) / 12;
    const Money counted = min(*contract->salary, cover.ceiling);
    return gives(rule, counted.times(std::int64_t{years} * cover.months_a_year),
                 "cover of " + std::to_string(cover.months_a_year) + " months x " +
                     std::to_string(years) + " years x " + text(counted));
  }

  Worked operator()(const LowestOf& lowest) const {
    constexpr std::string_view rule = "lowest_amount_is_owed";
    Worked best;
    std::string how;
    for (const Amount& part : lowest.parts) {
      Worked worked = work_out(part, at);
      if (!worked.amount) return worked;
      if (best.amount && best.amount->currency() != worked.amount->currency()) {
        return refers(rule, "the amounts are in several currencies");
      }
      how += (how.empty() ? "" : "; ") + worked.how;
      if (!best.amount || worked.amount->less_than(*best.amount)) best = std::move(worked);
    }
    return gives(rule, *best.amount, std::move(how));
  }

  Worked operator()(const RestAfter& rest) const {
    constexpr std::string_view rule = "rest_is_owed";
    Worked whole = work_out(rest.whole.front(), at);
    if (!whole.amount) return whole;
    for (std::size_t i = 0; i < at.decision.lines.size(); ++i) {
      const Line& line = at.decision.lines[i];
      if (line.scheme != rest.scheme || line.benefit != rest.benefit) continue;
      if (line.outcome == Outcome::refuse) break;
      if (line.outcome == Outcome::refer || at.owed[i].currency() != whole.amount->currency()) {
        return refers(rule, "what " + rest.scheme + " owes is not settled");
      }
      return gives(rule, *whole.amount - min(*whole.amount, at.owed[i]),
                   whole.how + " less " + text(at.owed[i]) + " of " + rest.scheme);
    }
    return gives(rule, *whole.amount, whole.how + ", of which " + rest.scheme + " owes nothing");
  }

  Worked operator()(const PercentByGrade& table) const {
    constexpr std::string_view rule = "percent_goes_by_grade";
    std::set<int> grades;
    for (const Impairment& each : at.facts.impairments) {
      if (each.grade) grades.insert(*each.grade);
    }
    if (grades.size() != 1) {
      return refers(rule, grades.empty() ? "no grade is assessed" : "several grades are assessed");
    }
    const auto row = table.rows.find(*grades.begin());
    std::string how = "grade " + std::to_string(*grades.begin()) + " of " + text(table.sum);
    if (row == table.rows.end()) return refuses(rule, "no_rate", std::move(how));
    return gives(rule, fraction_half_up(table.sum, row->second, 10'000), std::move(how));
  }
};

}  // namespace

Worked work_out(const Amount& amount, const Situation& situation) {
  return std::visit(WorkOut{situation}, amount.rule);
}

std::optional<Money> amount_of_batch(const Amount& amount, const std::string& status) {
  if (const auto* flat = std::get_if<Flat>(&amount.rule)) return flat->amount;
  const auto* table = std::get_if<AmountTable>(&amount.rule);
  if (table == nullptr || table->by.kind != FactRef::Kind::cover_status) return {};
  const auto row = table->rows.find(status == "inactive" ? "ended" : "active");
  if (row == table->rows.end()) return {};
  return row->second;
}

}  // namespace haven::scheme
