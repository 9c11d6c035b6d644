#pragma once
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

struct MatchReceipt {
  ReceiptId receipt;
  std::string member_number;
};

/// A person says whose money an unmatched receipt is. Refused: no receipt, one that is not
/// unmatched any more, an unknown number, money that does not fit what the member owes.
Result<Receipt> match_receipt(db::Transaction& tx, const Occasion& occasion,
                              const MatchReceipt& command);

/// Matches every receipt that waited for this number, as far as it fits; the rest stays with the
/// people.
void match_waiting(db::Transaction& tx, const Occasion& occasion, const std::string& number,
                   const MemberId& member);

/// The refusal for a receipt that this fund does not have.
Error no_receipt();

}  // namespace haven::contributions
