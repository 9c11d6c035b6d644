#pragma once
#include <string>
#include <vector>

#include "common/core/id.hpp"
#include "common/core/money.hpp"

/// A part of what the fund owes a payee stays with the fund, against what that payee owes.
namespace haven::disbursement {

using ReceivableId = Id<struct ReceivableTag>;

/// A payee's debt, as far as it may be kept back from what the same payee is owed.
struct SetOffAgreement {
  ReceivableId receivable;
  int at_most_percent = 0;  // of each share
  Money left;               // after every set-off made so far
};

/// Kept back for one debt.
struct KeptBack {
  ReceivableId receivable;
  Money amount;
};

/// What is kept back of a share, debt by debt, oldest first. Each debt gets at most what is left of
/// it, and all together stay within the percentage of the debt that is being served, rounded down
/// to the minor unit. Debts in another currency keep nothing back.
std::vector<KeptBack> kept_back_of(const Money& share,
                                   const std::vector<SetOffAgreement>& oldest_first);

/// What is left to pay.
Money rest_of(const Money& share, const std::vector<KeptBack>& kept);

/// The id of what a share keeps back for a debt: the same whenever it is asked for.
std::string set_off_id_of(const std::string& entitlement, const std::string& party,
                          const ReceivableId& receivable);

}  // namespace haven::disbursement
