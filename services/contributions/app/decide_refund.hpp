#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/refund.hpp"

namespace haven::contributions {

/// A second person agrees: a payment follows. When all of a contribution goes back, so does what it
/// settled: joining is due again, a renewal is no longer asked for. Refused: no refund, one that
/// was decided, the person who asked.
Result<Refund> approve_refund(db::Transaction& tx, const Occasion& occasion, const RefundId& id);

/// A second person does not agree; the receipt is as before. Refused as above.
Result<Refund> refuse_refund(db::Transaction& tx, const Occasion& occasion, const RefundId& id,
                             const std::string& reason);

/// The refusal for a refund that this fund does not have.
Error no_refund();

}  // namespace haven::contributions
