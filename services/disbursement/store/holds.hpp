#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/hold.hpp"

namespace haven::disbursement::store {

/// Puts holds that are not in force yet; payments that are payable or in a batch that has not left
/// are held from now on, and their batches keep a line that says so. Locks the payments. Returns
/// the holds that are new.
std::vector<Hold> place_holds(db::Transaction& tx, const std::vector<Hold>& holds);
/// Saves who lifted the hold, when and why.
void save_lifting(db::Transaction& tx, const Hold& hold);
/// Saves who escalated the hit, when and why.
void save_escalation(db::Transaction& tx, const Hold& hold);
/// The held ones among these payments, whose account is complete and that no hold keeps back.
std::vector<Payment> unhindered(db::Transaction& tx, const std::vector<Payment>& payments);
/// These held payments are payable.
void save_payable(db::Transaction& tx, const std::vector<Payment>& payments);

std::optional<Hold> find_hold_for_update(db::Transaction& tx, const std::string& fund,
                                         const HoldId& id);
/// The holds in force of these payments.
std::vector<Hold> holds_in_force(db::Transaction& tx, const std::vector<Payment>& payments);

/// Which holds to show; empty texts ask for all. Of one payment the lifted ones too, of all
/// payments those in force.
struct HoldFilter {
  std::string kind;
  std::string payment;
};
/// Oldest first, after the hold with this key.
std::vector<Hold> holds_by(db::Transaction& tx, const std::string& fund, const HoldFilter& filter,
                           const std::string& after, int limit);
/// The place of a hold in holds_by().
std::string key_of(const Hold& hold);

/// True when the person has an interest in the payment's member.
bool has_interest(db::Transaction& tx, const Payment& payment, const std::string& subject);

/// Asks the bank to stop a payment that has left.
void save_stop(db::Transaction& tx, const Payment& payment);

}  // namespace haven::disbursement::store
