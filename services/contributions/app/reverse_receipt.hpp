#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

struct ReverseReceipt {
  ReceiptId receipt;
  std::string reason;
};

/// Takes a receipt back by a new entry: what it settled is due again. Refused: no receipt, one
/// that is reversed, or one of which something is refunded.
Result<Receipt> reverse_receipt(db::Transaction& tx, const Occasion& occasion,
                                const ReverseReceipt& command);

}  // namespace haven::contributions
