#pragma once
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"

namespace haven::adjudication {

/// Our copy of a claim's case file, as claims last said that it is ready.
struct ClaimFile {
  ClaimId id;
  std::string fund;
  std::string reference;
  MemberId member;  // as filed
  std::string filed_by;
  std::string incident_kind;
  Date incident_on{};
  std::string why;
  std::int64_t version = 0;
  std::string file;  // serialized CaseFile
  Instant ready{};
  bool withdrawn = false;
};

}  // namespace haven::adjudication
