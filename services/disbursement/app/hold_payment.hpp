#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/app/repair_payment.hpp"
#include "services/disbursement/domain/hold.hpp"

namespace haven::disbursement {

/// A person keeps a payment back that has not left; in a batch, it leaves the batch. See
/// may_place().
Result<Hold> hold_payment(db::Transaction& tx, const RepairPayment& command, HoldKind kind,
                          Instant now);

/// A payment that waits is taken out by a cashier: held as stopped, its money stays reserved.
/// Refused: it neither is payable nor waits in a batch.
Result<Payment> cancel_payment(db::Transaction& tx, const RepairPayment& command, Instant now);

/// Notes that the bank is asked to stop a payment that has left; its state stays, because only the
/// bank's word ends it. When the bank returns it, no next attempt follows by itself.
Result<Payment> stop_payment(db::Transaction& tx, const RepairPayment& command, Instant now);

struct LiftHold {
  std::string fund;
  HoldId hold;
  std::string by;
  bool is_approver = false;
  std::string reason;
  std::string ground;  // a minor's only
};
/// Another person lifts a hold; the payment is payable when nothing else keeps it back. Of a name
/// that differs: the name is accepted for this payment; of a sanctions hit: the payee is cleared of
/// this entry. See may_lift().
Result<Hold> lift_hold(db::Transaction& tx, const LiftHold& command, Instant now);

struct EscalateHit {
  std::string fund;
  HoldId hold;
  std::string by;
  std::string reason;
};
/// A person hands a sanctions hit on to whoever decides about it. It stays in force, and is cleared
/// by somebody else. See may_escalate().
Result<Hold> escalate_hit(db::Transaction& tx, const EscalateHit& command, Instant now);

}  // namespace haven::disbursement
