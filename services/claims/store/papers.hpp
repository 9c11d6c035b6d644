#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/db/transaction.hpp"
#include "common/scheme/case.hpp"

namespace haven::claims::store {

using DocumentId = Id<struct DocumentTag>;

struct Document {
  DocumentId id;
  ClaimId claim;
  std::string fund;
  scheme::Paper paper;
  std::string media_type;
  std::int64_t bytes = 0;
  std::string sha256;
  std::string uploaded_by;
  Instant uploaded_at{};
};

/// False when the claim already holds this content as this paper; `document.id` then becomes the
/// id it has.
bool insert_document(db::Transaction& tx, Document& document);
std::vector<Document> list_documents(db::Transaction& tx, const std::string& fund,
                                     const ClaimId& claim);
std::optional<Document> find_document(db::Transaction& tx, const std::string& fund,
                                      const DocumentId& id);

struct Waiver {
  scheme::Paper paper;
  std::string reason;
  std::string by;
  Instant at{};
};
/// False when the paper was waived before.
bool insert_waiver(db::Transaction& tx, const ClaimId& claim, const Waiver& waiver);

/// The papers of a claim, each once.
struct Papers {
  std::vector<scheme::Paper> held, waived;
};
Papers papers_of(db::Transaction& tx, const ClaimId& claim);

}  // namespace haven::claims::store
