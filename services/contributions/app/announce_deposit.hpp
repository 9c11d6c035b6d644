#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/store/deposits.hpp"

namespace haven::contributions {

/// What a deposit pays in: a file's receipts, named ones, or nothing that is known yet.
struct Covered {
  std::optional<FileId> file;
  std::vector<ReceiptId> receipts;
  [[nodiscard]] bool is_nothing() const { return !file && receipts.empty(); }
};

struct AnnounceDeposit {
  std::string partner;
  Money amount;
  Date paid{};
  std::optional<std::string> partner_reference;
  Covered covered;
};

/// A partner tells what it paid into the bank. The line may have come before. Refused: a day to
/// come, a file or receipts that are not the partner's or that a deposit covers already.
Result<DepositView> announce_deposit(db::Transaction& tx, const Occasion& occasion,
                                     const AnnounceDeposit& command);

/// Says of a deposit that covers nothing yet what it covers; refused as above.
Result<DepositView> cover_deposit(db::Transaction& tx, const Occasion& occasion,
                                  const DepositId& deposit, const Covered& covered);

/// The partner takes its word back; its receipts are uncovered again. Refused once a line is taken
/// for it.
Result<DepositView> cancel_deposit(db::Transaction& tx, const Occasion& occasion,
                                   const DepositId& deposit, const std::string& reason);

}  // namespace haven::contributions
