#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/judge.hpp"

namespace haven::contributions {

struct TakenReceipt {
  Receipt receipt;
  bool first_time = true;  // false: the partner told us of it before
};

/// Books one payment. The same payment again gives the receipt that is stored; a reference that was
/// used for another payment is refused (`receipt_reference_reused`); a number that nobody has makes
/// an unmatched receipt.
Result<TakenReceipt> take_receipt(db::Transaction& tx, const Occasion& occasion,
                                  const Payment& payment);

/// A refused verdict as an answer, with JSON pointers.
Error refusal_of(const Refused& refused);

}  // namespace haven::contributions
