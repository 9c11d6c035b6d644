#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/charge.hpp"

namespace haven::contributions {

/// A step that one person takes: the agency was told, it paid the worker back, or the regulator was
/// asked. Refused: no charge, a step that its state does not allow, an agency that nobody knows.
struct MoveCharge {
  ChargeId charge;
  ChargeState to = ChargeState::notified;
  std::string note;
  std::string agency;           // for the first step, where nobody knew it
  std::optional<Money> amount;  // as above
};
Result<Charge> move_charge(db::Transaction& tx, const Occasion& occasion,
                           const MoveCharge& command);

/// Dismissing takes two people: one asks and says why, another one does it.
Result<Charge> ask_dismissal(db::Transaction& tx, const Occasion& occasion, const ChargeId& id,
                             const std::string& reason);
Result<Charge> dismiss_charge(db::Transaction& tx, const Occasion& occasion, const ChargeId& id);

/// The refusal for a charge that this fund does not have.
Error no_charge();

}  // namespace haven::contributions
