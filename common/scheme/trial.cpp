#include "common/scheme/trial.hpp"

#include <algorithm>
#include <charconv>

namespace haven::scheme {
namespace {

struct Try {
  const Situation& at;
  const Benefit& benefit;

  Trial operator()(const ConditionTest& test) const {
    return {holds(at, test.condition) != test.fails_when, found_by(at, test.condition)};
  }

  Trial operator()(const InWindow& window) const {
    const auto day = date_of(at, window.date);
    return {day && *day >= window.from && *day <= window.until,
            (day ? text_of(*day) : "not known") + " against " + text_of(window.from) + " to " +
                text_of(window.until)};
  }

  Trial operator()(const AtLeast& least) const {
    const std::string* found = stated(at.facts, least.fact);
    int count = 0;
    if (found != nullptr) std::from_chars(found->data(), found->data() + found->size(), count);
    return {count >= least.least,
            least.fact + " " + std::to_string(count) + ", at least " + std::to_string(least.least)};
  }

  Trial operator()(const NotMoreOften& often) const {
    const Date day = at.facts.incident.date;
    const Date since = add_months(day, -often.months);
    // What was paid on the incident's day or later was paid for it: that is the present one.
    const auto is_earlier = [&](const PastPayment& each) {
      return each.scheme == at.pack.schemes[at.scheme].name && each.benefit == benefit.name &&
             each.date >= since && each.date < day;
    };
    const auto count = 1 + std::ranges::count_if(at.facts.history, is_earlier);
    return {count <= often.at_most, std::to_string(count) + " since " + text_of(since) +
                                        ", at most " + std::to_string(often.at_most)};
  }

  Trial operator()(const FactsKnown& known) const {
    for (const FactRef& each : known.facts) {
      if (value_of(at, each).empty()) return {false, name_of(each) + " is not known"};
    }
    return {};
  }
};

}  // namespace

Trial try_test(const Situation& situation, const Benefit& benefit, const Test& test) {
  return std::visit(Try{situation, benefit}, test.test);
}

}  // namespace haven::scheme
