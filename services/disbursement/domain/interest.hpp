#pragma once
#include <optional>
#include <string>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/result.hpp"

namespace haven::disbursement {

using InterestId = Id<struct InterestTag>;

/// That a person of the office benefits from a member's claims, or is family: who has an interest
/// in a member signs nothing of theirs.
struct Interest {
  InterestId id;
  std::string fund;
  std::string subject;  // whose interest it is
  MemberId member;
  std::string party;  // as whom of the family; empty: not said
  std::string why;
  std::string told_by;
  Instant told_at{};
  std::optional<std::string> ended_by, ended_because;
  std::optional<Instant> ended_at;
};

/// Refused: it has ended, or `by` is the person whose interest it is or who told of it.
Result<void> may_end(const Interest& interest, const std::string& by);

}  // namespace haven::disbursement
