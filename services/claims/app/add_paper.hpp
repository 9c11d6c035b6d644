#pragma once
#include <filesystem>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/claim.hpp"
#include "services/claims/store/papers.hpp"

namespace haven::claims {

struct AddDocument {
  ClaimId claim;
  scheme::Paper paper;
  std::string media_type;
  std::int64_t bytes = 0;
  std::string sha256;
  std::filesystem::path incoming;  // where the server streamed the upload to
  std::filesystem::path files;     // where uploads are kept
  Actor actor;
};
struct AddedDocument {
  store::Document document;
  State state;  // of the claim, after it
};
/// Keeps an upload and ticks it off the checklist; the last missing paper makes the claim ready.
/// The content is on disk before the row is written, so that a crash leaves an unreferenced file at
/// worst. The same content for the same paper is kept once.
Result<AddedDocument> add_document(db::Transaction& tx, const FundRules& rules,
                                   const AddDocument& command, Instant now);

struct WaivePaper {
  ClaimId claim;
  scheme::Paper paper;
  std::string reason;
  Actor actor;
};
/// Accepts that a paper which the checklist asks for cannot be had.
Result<Claim> waive_paper(db::Transaction& tx, const FundRules& rules, const WaivePaper& command,
                          Instant now);

}  // namespace haven::claims
