#include "common/scheme/situation.hpp"

#include <algorithm>

namespace haven::scheme {

Situation situation_of(const Pack& pack, const Case& facts) {
  Situation situation{.pack = pack, .facts = facts};
  if (!facts.incident.country.empty() && !facts.member.country.empty()) {
    situation.place = facts.incident.country == facts.member.country ? "home" : "abroad";
  }
  for (const Scheme& scheme : pack.schemes) {
    situation.covers.push_back(cover_on(scheme, facts, facts.incident.date));
  }
  situation.decision.pack = pack.name;
  situation.decision.pack_hash = pack.hash;
  return situation;
}

const CoverOnDay& cover_of_scheme(const Situation& situation, const std::string& scheme) {
  static const CoverOnDay none;
  for (std::size_t i = 0; i < situation.covers.size(); ++i) {
    if (situation.pack.schemes[i].name == scheme) return situation.covers[i];
  }
  return none;
}

const std::string* stated(const Case& facts, const std::string& name) {
  const auto found = facts.facts.find(name);
  return found == facts.facts.end() || found->second.empty() ? nullptr : &found->second;
}

std::optional<Date> date_of(const Situation& situation, const DateRef& date) {
  const Case& facts = situation.facts;
  const Date filed = facts.filed.value_or(facts.incident.date + std::chrono::days{30});
  switch (date.kind) {
    case DateRef::Kind::incident:
      return facts.incident.date;
    case DateRef::Kind::filed:
      return filed;
    case DateRef::Kind::papers_complete:
      return facts.papers_complete.value_or(filed);
    case DateRef::Kind::ordered:
      return facts.award ? facts.award->ordered : std::nullopt;
    case DateRef::Kind::notified:
      return facts.award ? facts.award->notified : std::nullopt;
    case DateRef::Kind::today:
      return facts.today;
    case DateRef::Kind::stated: {
      const std::string* text = stated(facts, date.name);
      return text == nullptr ? std::nullopt : date_from(*text);
    }
  }
  return {};
}

bool counts(const Relative& relative) {
  return relative.alive && !relative.barred;
}

const Relative* relative_of(const Case& facts, const std::string& id) {
  const auto found = std::ranges::find(facts.family, id, &Relative::id);
  return found == facts.family.end() ? nullptr : &*found;
}

bool is_for_this_incident(const Case& facts, const PastPayment& payment) {
  return payment.date >= facts.incident.date;
}

bool is_one_of(const std::vector<std::string>& values, std::string_view value) {
  return std::ranges::find(values, value) != values.end();
}

}  // namespace haven::scheme
