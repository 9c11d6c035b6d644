#pragma once
#include <optional>
#include <vector>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/ledger/domain/receivable.hpp"

namespace haven::ledger::store {

struct KnownReceivable {
  bool is_raised = false;  // booked; a reduction can be heard of first
  Money reduced;
};
/// Notes the receivable at first sight and locks it. Refused when it was heard of with other terms
/// (receivable_differs).
Result<KnownReceivable> keep_receivable(db::Transaction& tx, const Receivable& receivable);
void save_raised(db::Transaction& tx, const Receivable& receivable);

struct Reduction {
  ReductionId id;
  ReductionHow how = ReductionHow::paid;
  Money amount;
};
/// Of a receivable that is locked. False when it was noted before; refused then when it was another
/// (reduction_differs), and when more is reduced than is owed (reduction_exceeds_receivable).
Result<bool> insert_reduction(db::Transaction& tx, const Receivable& receivable,
                              const KnownReceivable& known, const Reduction& reduction);

/// What a reduction does not count for any more.
struct Undoing {
  std::string id;
  ReductionId reduction;
  Money amount;
};
/// Of a receivable that is locked: so much is owed again. False when it was noted before; refused
/// then when it was another (undoing_differs), and when nothing was reduced so (reduction_unknown).
Result<bool> insert_undoing(db::Transaction& tx, const Receivable& receivable,
                            const Undoing& undoing);

/// False when the receivable has an advance; refused then when it is another (advance_differs).
Result<bool> insert_advance(db::Transaction& tx, const Advance& advance);
/// The advance for an award of which something is still lent, locked.
std::optional<Advance> find_open_advance(db::Transaction& tx, const std::string& fund,
                                         const EntitlementId& entitlement);
/// Those that wait for money of the lender, first approved first, locked.
std::vector<Advance> waiting_advances(db::Transaction& tx, const std::string& fund,
                                      const std::string& lender);
void save_advance(db::Transaction& tx, const Advance& advance);

struct SetOff {
  std::string fund, id;
  ReceivableId receivable;
  EntitlementId entitlement;
  Money amount;
};
/// False when it was noted before; refused then when it was another (set_off_differs).
Result<bool> insert_set_off(db::Transaction& tx, const SetOff& set_off);
/// Marks it as undone. False when it was before; refused when no such set-off was noted
/// (set_off_differs).
Result<bool> undo_set_off(db::Transaction& tx, const SetOff& set_off);

}  // namespace haven::ledger::store
