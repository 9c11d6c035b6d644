#include "services/enrolment/app/registered_cover.hpp"

#include <algorithm>

namespace haven::enrolment {
namespace {

std::string names_of_others(const scheme::Pack& pack) {
  std::string names;
  for (const auto& info : scheme::schemes_of(pack)) {
    if (!info.collected) names += (names.empty() ? "" : ", ") + info.name;
  }
  return names;
}

}  // namespace

std::optional<Cover> cover_for(const Occasion& occasion, const scheme::Registration& registration) {
  const auto period = scheme::cover_of(occasion.pack, registration);
  if (!period) return {};
  Cover cover;
  cover.id = new_id<CoverId>(occasion.now);
  cover.registration_id = new_id<RegistrationId>(occasion.now);
  cover.registration = registration;
  cover.starts = period->starts;
  cover.ends = period->ends;
  return cover;
}

Result<Cover> registered_cover(const Occasion& occasion, const scheme::Registration& registration,
                               const std::string& at) {
  const auto schemes = scheme::schemes_of(occasion.pack);
  const auto info = std::ranges::find(schemes, registration.scheme, &scheme::SchemeInfo::name);
  if (info == schemes.end() || info->collected) {
    return refuse_field(at + "/scheme", "a scheme whose contributions the fund does not collect: " +
                                            names_of_others(occasion.pack));
  }
  auto cover = cover_for(occasion, registration);
  if (!cover) {
    return refuse_field(at + "/starts", "the first and last day of cover, with starts and ends");
  }
  return *std::move(cover);
}

}  // namespace haven::enrolment
