#pragma once
#include <optional>
#include <string>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"

namespace haven::db {

/// One unsafe request of one caller; see sql/edge.
struct IdempotencyKey {
  std::string fund;
  std::string subject;
  std::string key;
  std::string fingerprint;  // SHA-256 hex of the request
};

struct StoredAnswer {
  int status = 0;
  std::string headers;  // JSON object
  std::string body;
};

/// The answer already given; nothing when the request is new. Refused: the key is in use by a
/// request that still runs (409), or was used for another request (422). Holds the key until the
/// transaction ends.
Result<std::optional<StoredAnswer>> begin_idempotent(Transaction& tx, const IdempotencyKey& id);

/// Stores the answer beside the change that it tells of.
void finish_idempotent(Transaction& tx, const IdempotencyKey& id, const StoredAnswer& answer,
                       Instant now);

}  // namespace haven::db
