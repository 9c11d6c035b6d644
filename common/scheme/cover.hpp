#pragma once
#include <optional>
#include <string>

#include "common/scheme/rules.hpp"

namespace haven::scheme {

enum class CoverStatus { not_member, not_started, active, ended };
std::string_view name_of(CoverStatus status);

struct CoverOnDay {
  CoverStatus status = CoverStatus::not_member;
  const Registration* registration = nullptr;  // the one that counts
  std::optional<Date> starts, ends;            // no end: nothing
  std::optional<Date> extended_to;
  Date day{};
};

/// Where a member stands with a scheme on a day. Any of several covers may include the day; where
/// none does, a cover that ended before weighs more than one that starts later.
CoverOnDay cover_on(const Scheme& scheme, const Case& facts, FactSheet& sheet, Date day);

/// "2023-02-10 to 2025-02-09 includes 2024-05-14"
std::string found_by(const CoverOnDay& cover, const Scheme& scheme);

}  // namespace haven::scheme
