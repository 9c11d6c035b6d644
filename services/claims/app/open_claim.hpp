#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/look_at_papers.hpp"
#include "services/claims/domain/claim.hpp"

namespace haven::claims {

/// How a claim begins.
enum class Opening : std::uint8_t { notice, draft, filing };

struct OpenClaim {
  ClaimId id;
  std::string member_number;
  Opening as = Opening::notice;
  File file;
  std::string pin_mac;
  Actor actor;
};

struct OpenedClaim {
  Claim claim;
  Checklist checklist;
  std::string receipt_sha256;    // empty unless filed
  std::optional<Date> deadline;  // for filing, while it is not filed
};

/// Opens a claim by notice, draft or filing; a filed one whose papers are complete is ready at
/// once. Refused: an unknown member, wrong fields, and an incident for which the member has an open
/// claim.
Result<OpenedClaim> open_claim(db::Transaction& tx, const FundRules& rules,
                               const OpenClaim& command, Instant now);

}  // namespace haven::claims
