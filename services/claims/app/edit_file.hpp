#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/look_at_papers.hpp"
#include "services/claims/domain/claim.hpp"

namespace haven::claims {

struct EditFile {
  ClaimId claim;
  std::int64_t version = 0;  // that the caller has seen
  File file;
  Actor actor;
};
/// Writes a draft, or corrects a claim that still waits for papers. A notice becomes a draft.
Result<Claim> edit_file(db::Transaction& tx, const FundRules& rules, const EditFile& command,
                        Instant now);

struct FileDraft {
  ClaimId claim;
  Actor actor;
};
struct FiledClaim {
  Claim claim;
  Checklist checklist;
  std::string receipt_sha256;
};
/// Files what was drafted. Refused, with the fields, while something is missing in it.
Result<FiledClaim> file_draft(db::Transaction& tx, const FundRules& rules, const FileDraft& command,
                              Instant now);

}  // namespace haven::claims
