#pragma once
#include <functional>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/http/message.hpp"

namespace haven::service {

using Command = std::function<Result<http::Response>(db::Transaction&)>;

/// Runs the use case of an unsafe request in one transaction, at most once per Idempotency-Key
/// (required, 8 to 100 visible characters, scoped to fund, subject and route):
///  - first time: runs it and stores the answer in the same transaction; a refusal stores nothing.
///    A command that must keep something of a refusal (a wrong try) gives the problem as its
///    Response: what it wrote is committed, and the answer is not stored;
///  - the same key and request again: the stored answer, with `Idempotency-Replayed: true`;
///  - the same key with another request (method, path or body): 422 `idempotency_key_reused`;
///  - the same key while the first is still running: 409 `idempotency_in_progress`.
/// A constraint that the database refuses becomes 409 with the constraint's name as code.
/// Keys are kept as long as the claim: there is no expiry.
http::Response run_command(db::Pool& db, const http::Request& request, Instant now,
                           const Command& command);

/// Runs a read in one transaction.
http::Response run_query(db::Pool& db, const Command& query);

}  // namespace haven::service
