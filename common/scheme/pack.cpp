#include "common/scheme/pack.hpp"

#include <algorithm>

#include "common/scheme/quote.hpp"
#include "common/scheme/situation.hpp"

namespace haven::scheme {

const Scheme* Pack::scheme(const std::string& wanted) const {
  const auto found = std::find_if(schemes.begin(), schemes.end(),
                                  [&](const Scheme& each) { return each.name == wanted; });
  return found == schemes.end() ? nullptr : &*found;
}

std::string name_of(const Pack& pack) {
  return pack.name;
}

std::string hash_of(const Pack& pack) {
  return pack.hash;
}

const std::map<std::string, std::string>& files_of(const Pack& pack) {
  return pack.files;
}

const std::map<std::string, FactType>& fact_types_of(const Pack& pack) {
  return pack.fact_types;
}

const std::string& country_of(const Pack& pack) {
  return pack.country;
}

Reading reading_of(const Pack& pack, const std::string& number) {
  const auto found = pack.readings.find(number);
  return found == pack.readings.end() ? Reading{} : found->second;
}

std::string reason_text(const Pack& pack, const std::string& reason) {
  const auto found = pack.reasons.find(reason);
  return found == pack.reasons.end() ? "" : found->second;
}

std::optional<Money> contribution_due(const Pack& pack, const std::string& scheme,
                                      const std::string& kind, Date today) {
  Case facts;
  facts.ask = "quote";
  facts.today = today;
  Registration registration;
  registration.scheme = scheme;
  registration.kind = kind;
  return contribution_due(pack, registration, facts);
}

std::optional<Money> contribution_due(const Pack& pack, const Registration& registration,
                                      const Case& facts) {
  const Scheme* found = pack.scheme(registration.scheme);
  if (found == nullptr || !found->contribution || !found->contribution->collected) return {};
  Situation situation{pack, facts, fresh_evaluation()};
  std::optional<Money> due;
  for (const QuoteLine& each : price_of(situation, *found, registration).items) {
    if (each.item != "total") continue;
    if (due) return {};  // in two currencies there is no one sum
    due = each.amount;
  }
  return due;
}

std::optional<CoverPeriod> cover_of(const Pack& pack, const Registration& registration) {
  const Scheme* found = pack.scheme(registration.scheme);
  if (found == nullptr || !found->cover) return {};
  Case facts;
  facts.ask = "quote";
  facts.registrations = {registration};
  const Situation situation{pack, facts, fresh_evaluation()};
  const auto index = static_cast<std::size_t>(found - pack.schemes.data());
  const CoverOnDay& cover = situation.covers[index];
  if (!cover.starts) return {};
  return CoverPeriod{*cover.starts, cover.ends.value_or(no_end)};
}

std::optional<Appeal> appeal_of(const Pack& pack, const std::string& scheme) {
  const Scheme* found = pack.scheme(scheme);
  return found == nullptr ? std::nullopt : found->appeal;
}

std::vector<SchemeInfo> schemes_of(const Pack& pack) {
  std::vector<SchemeInfo> infos;
  for (const Scheme& each : pack.schemes) {
    const bool collected = each.contribution && each.contribution->collected;
    infos.push_back({each.name, each.layer, collected, each.currency, each.title});
  }
  return infos;
}

const std::map<std::string, std::vector<std::string>>& codes_of(const Pack& pack) {
  return pack.codes;
}

}  // namespace haven::scheme
