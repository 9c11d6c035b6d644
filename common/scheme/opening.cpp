#include <algorithm>

#include "common/scheme/decide.hpp"
#include "common/scheme/formula.hpp"

namespace haven::scheme {
namespace {

const Version* version_on(const Benefit& benefit, Date day) {
  const Version* found = nullptr;
  for (const Version& each : benefit.versions) {
    if (each.from <= day) found = &each;
  }
  return found;
}

bool opens(Situation& at, const Opening& opening, const Benefit& benefit) {
  const Case& facts = at.facts;
  if (opening.ask != facts.ask) return false;
  if (!opening.incident.empty() && opening.incident != facts.incident.kind) return false;
  if (opening.on_application && !is_one_of(facts.apply, benefit.name)) return false;
  const auto is_of_a_head = [&](const Cost& cost) {
    return is_one_of(opening.cost_heads, cost.head);
  };
  if (!opening.cost_heads.empty() && std::ranges::none_of(facts.costs, is_of_a_head)) return false;
  return holds(at, opening.when);
}

}  // namespace

std::optional<Opened> opened_by(Situation& situation, const Benefit& benefit) {
  for (const Opening& each : benefit.openings) {
    if (!opens(situation, each, benefit)) continue;
    const auto day = benefit.version ? date_of(situation, *benefit.version)
                                     : std::optional{situation.facts.incident.date};
    const Version* version = day ? version_on(benefit, *day) : nullptr;
    if (version == nullptr) return Opened{&each, nullptr, day};
    if (std::holds_alternative<NotOpen>(version->gives)) return {};
    if (!holds(situation, version->when)) return {};
    return Opened{&each, version, day};
  }
  return {};
}

}  // namespace haven::scheme
