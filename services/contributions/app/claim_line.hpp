#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/match_line.hpp"

namespace haven::contributions {

/// Takes a line that nobody has recognised for the one deposit that it can be, if there is one, and
/// says so.
void recognise(db::Transaction& tx, const Occasion& occasion, const BankLine& line);

/// A deposit that was announced after its line came: the same, from the other side.
void find_line_of(db::Transaction& tx, const Occasion& occasion, const Deposit& deposit);

struct MatchDeposit {
  DepositId deposit;
  LineId line;
  std::string reason;
};
/// A person says which line a deposit is. Refused: no such deposit or line, one that is cancelled
/// or taken already, another currency.
Result<void> match_deposit(db::Transaction& tx, const Occasion& occasion,
                           const MatchDeposit& command);

/// Brings a deposit into the state that follows from its lines.
void refresh_deposit(db::Transaction& tx, const Occasion& occasion, const DepositId& deposit);

/// The refusal for a deposit that this fund does not have.
Error no_deposit();

}  // namespace haven::contributions
