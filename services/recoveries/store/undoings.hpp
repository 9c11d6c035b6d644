#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/domain/undoing.hpp"

/// What had paid a debt and does not any more, and payments that came back.
namespace haven::recoveries::store {

/// What paid it and still does, the latest first.
std::vector<Paying> payings_of(db::Transaction& tx, const ReceivableId& receivable);
/// What stands to its debtor's credit, the oldest first.
std::vector<Credit> credits_of(db::Transaction& tx, const ReceivableId& receivable);
/// The receivable that this cause reduced.
std::optional<ReceivableId> reduced_by(db::Transaction& tx, const std::string& cause);

/// Why something is undone, when and by whom.
struct UndoingCause {
  Because because = Because::set_off_undone;
  std::string cause;
  Date day{};
  std::string by;
};
/// The id of an undoing: the same for the same cause.
std::string undoing_id_of(const Undoing& undoing, const UndoingCause& cause);
/// Writes the rows behind the sums of `undone.after`.
void insert_undone(db::Transaction& tx, const Undone& undone, const UndoingCause& cause,
                   Instant now);
/// The causes under which its rows stand.
std::string cause_of_use(const Use& use, const UndoingCause& cause);

struct UndoingView {
  How how = How::paid;
  Money amount, left;
  UndoingCause cause;
  Instant at{};  // recorded
};
std::vector<UndoingView> undoings_of(db::Transaction& tx, const ReceivableId& receivable);

/// A payment that came back after it had settled.
struct ReturnedPayment {
  std::string bank_reference, fund, payment;
  EntitlementId entitlement;
  std::string party;
  Money amount;
  Date day{};
};
/// False when it is known.
bool insert_returned(db::Transaction& tx, const ReturnedPayment& returned);
/// An attempt settled: what earlier attempts brought back is paid again.
void note_settled(db::Transaction& tx, const std::string& payment,
                  const std::string& bank_reference);
/// What came back of what a payee was paid of an entitlement, and was not paid again.
std::optional<ReturnedPayment> find_returned(db::Transaction& tx, const std::string& fund,
                                             const EntitlementId& entitlement,
                                             const std::string& party);

}  // namespace haven::recoveries::store
