#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/refund.hpp"

namespace haven::contributions {

struct AskRefund {
  ReceiptId receipt;
  std::optional<Money> amount;  // all that is left unless it is said
  std::string reason;
  std::string payer_name;
  PayerAccount account;
};

/// Asks to give money of a receipt back to whoever paid it; another person decides. Refused: no
/// receipt, one that was reversed, more than is left of it.
Result<Refund> ask_refund(db::Transaction& tx, const Occasion& occasion, const AskRefund& command);

}  // namespace haven::contributions
