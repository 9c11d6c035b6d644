#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/ledger/domain/entry.hpp"
#include "services/ledger/domain/reservation.hpp"
#include "services/ledger/store/purses.hpp"

namespace haven::ledger::store {

/// An award as the books see it.
struct Award {
  EntitlementId entitlement;
  std::string fund;
  ClaimId claim;
  std::string scheme;
  std::string benefit;
  Money amount;
  Instant awarded_at;
  Date arose_on;        // chooses the budget year
  std::string payload;  // what was heard, to be told again when a short purse is funded
};

/// What stands around an award: the purse that is for it, and what is known of it already.
struct AwardPlace {
  std::string purse;  // empty: no purse is for this benefit in this currency and year
  std::string layer;
  std::string template_name;  // of the budget years that pay the benefit, where it has them
  bool is_closed = false;     // the budget year takes no new awards
  bool is_known = false;      // reserved, short or voided before
  bool is_withdrawn = false;  // taken back before it was heard of
  bool others_wait = false;   // the purse's queue is not empty
};
AwardPlace find_place(db::Transaction& tx, const Award& award, Date today);

/// The short way, one round trip: takes the amount from the first slice that holds enough,
/// beginning with `slice`, and writes the reservation and its entry. False, with nothing changed,
/// when no slice that is free at this moment holds enough.
bool reserve_from_slice(db::Transaction& tx, const Award& award, const std::string& purse,
                        int slice, const Entry& entry, Instant now);

/// Writes a reservation in a state, without touching the purse.
void insert_reservation(db::Transaction& tx, const Award& award, const std::string& purse,
                        ReservationState state);

std::optional<Reservation> find_reservation(db::Transaction& tx, const std::string& fund,
                                            const EntitlementId& entitlement);
std::vector<Reservation> reservations_of_claim(db::Transaction& tx, const std::string& fund,
                                               const ClaimId& claim);
/// Compare-and-set by version; false when somebody else was faster.
bool save_reservation(db::Transaction& tx, const Reservation& reservation);

/// Awards that wait for a purse's money, first awarded first.
struct Waiting {
  Reservation reservation;
  std::string payload;
};
std::vector<Waiting> waiting_of(db::Transaction& tx, const LockedPurse& purse);
/// What was awarded, as it was heard, of a reservation that is short.
std::string kept_award(db::Transaction& tx, const Reservation& reservation);
/// Short to reserved for all of these.
void save_reserved(db::Transaction& tx, const std::vector<Reservation>& reservations);

/// Remembers a withdrawal; false when it is remembered already.
bool insert_withdrawal(db::Transaction& tx, const std::string& fund,
                       const EntitlementId& entitlement, Instant now);

/// An order to the bank, as its event tells.
struct Order {
  std::string fund;
  std::string bank_reference;
  std::string payment_id;
  EntitlementId entitlement;
  Money amount;
};
struct OrderPlace {
  Reservation reservation;
  bool is_booked = false;  // an entry of this kind stands under the order's reference
};
/// Locks the reservation. Nothing when the entitlement was never heard of.
std::optional<OrderPlace> find_order_place_for_update(db::Transaction& tx, const Order& order,
                                                      const std::string& kind);
/// The order moves to the state of the event unless it has ended, and its reservation, which must
/// be locked, is saved with it. Refused: the reference stands for another payment or amount, or the
/// order ended the other way.
Result<void> save_order(db::Transaction& tx, const Order& order, OrderEvent event,
                        const Reservation& after, Instant now);

struct OrderView {
  Order order;
  std::string state;
};
std::vector<OrderView> orders_of_claim(db::Transaction& tx, const std::string& fund,
                                       const ClaimId& claim);

}  // namespace haven::ledger::store
