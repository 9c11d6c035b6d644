#include "common/scheme/pack.hpp"

#include <algorithm>

#include "common/scheme/cover.hpp"
#include "common/scheme/rules.hpp"

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

std::string reason_text(const Pack& pack, const std::string& reason) {
  const auto found = pack.reasons.find(reason);
  return found == pack.reasons.end() ? "" : found->second;
}

std::optional<Money> contribution_due(const Pack& pack, const std::string& scheme,
                                      const std::string& kind, Date today) {
  const Scheme* found = pack.scheme(scheme);
  if (found == nullptr || !found->contribution) return {};
  const Contribution& contribution = *found->contribution;
  if (std::ranges::count(contribution.kinds, kind) == 0) return {};
  std::optional<Money> due;
  for (const auto& rate : contribution.rates) {
    if (rate.from <= today) due = rate.amount;
  }
  return due;
}

std::optional<CoverPeriod> cover_of(const Pack& pack, const Registration& registration) {
  const Scheme* found = pack.scheme(registration.scheme);
  if (found == nullptr || !found->cover) return {};
  return period_of(*found->cover, registration, {});
}

std::vector<SchemeInfo> schemes_of(const Pack& pack) {
  std::vector<SchemeInfo> infos;
  for (const Scheme& each : pack.schemes) {
    infos.push_back({each.name, each.layer, each.contribution.has_value(), each.currency});
  }
  return infos;
}

const std::map<std::string, std::vector<std::string>>& codes_of(const Pack& pack) {
  return pack.codes;
}

}  // namespace haven::scheme
