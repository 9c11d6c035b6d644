#pragma once
#include "services/ledger/domain/entry.hpp"
#include "services/ledger/domain/reservation.hpp"

namespace haven::ledger {

/// What becomes of a payment that nobody could receive.
enum class UnclaimedEvent { kept, found, back_to_purse, to_treasury };
/// The kind of entry that books the event: unclaimed, unclaimed_found, unclaimed_ended.
std::string entry_kind_of(UnclaimedEvent event);
Entry entry_of(UnclaimedEvent, const Cause&, const PurseAccounts&, const Money&);

/// What the event changes. A payment of an award that was withdrawn has gone back to its purse
/// already: nothing of it is left to be kept, and nothing changes. Refused: more is kept than is
/// reserved, or more ends than is kept.
Result<OrderMove> move_unclaimed(const Reservation&, UnclaimedEvent, const Money& amount);
/// True when the event found something to change.
bool changes(const OrderMove& move, const Reservation& before);

/// A part of the award stays with the fund against what its payee owes. An award that was withdrawn
/// meanwhile takes that part from its purse again. Refused: more than is reserved.
Result<OrderMove> set_off(const Reservation&, const Money& amount);
/// What had stayed with the fund is of the award again; of one that was withdrawn it is its
/// purse's. Refused: more than was kept back.
Result<OrderMove> undo_set_off(const Reservation&, const Money& amount);
/// `receivable` is what the payee owes.
Entry set_off_entry(const Cause&, const PurseAccounts&, const Account& receivable, const Money&);
Entry set_off_undone_entry(const Cause&, const PurseAccounts&, const Account& receivable,
                           const Money&);

}  // namespace haven::ledger
