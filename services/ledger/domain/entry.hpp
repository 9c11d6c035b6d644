#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"

namespace haven::ledger {

using EntryId = Id<struct EntryTag>;

/// A line of the chart of accounts; accounts come to be with their first posting.
struct Account {
  std::string code;  // "bank:PHP"
  std::string kind;  // asset, liability, income, expense, equity
  bool operator==(const Account&) const = default;
};

/// One side of an entry: debit is positive, credit negative.
struct Posting {
  Account account;
  Money amount;
  bool operator==(const Posting&) const = default;
};

/// Why an entry is made. `cause` is the business fact that can make one entry of a kind only: an
/// entitlement, a bank reference, a receipt, a funding.
struct Cause {
  std::string fund;
  std::string cause;
  std::string led_by;  // the event or command
  ClaimId claim;       // empty where no claim is behind it
  Date caused_on{};    // booked on this day, or on the first one that is open
};

struct Entry {
  Cause cause;
  std::string kind;
  std::vector<Posting> postings;
};

/// An amount that goes from one account to another.
struct Transfer {
  Account debit, credit;
  Money amount;
};
/// An entry of its transfers; those of nothing are left out, and one at least moves something.
Entry entry_of(const Cause&, std::string kind, const std::vector<Transfer>&);

/// True when debits and credits are equal in every currency.
bool balances(const Entry& entry);

/// The accounts of one purse. The layer decides whose money it is: a fund's own purse is equity
/// until it is granted as an expense; an insurer's deposit is a liability until it is applied.
struct PurseAccounts {
  Account bank;        // asset, one for each currency: what statements and payments moved
  Account fundings;    // equity, one for each currency: funded, and no line stands behind it yet
  Account funded;      // what came into the purse
  Account granted;     // what was awarded out of it; a purse's balance is funded less granted
  Account reserved;    // liability: awarded, not yet sent to the bank
  Account in_transit;  // liability: with the bank, not yet on a statement
  Account unclaimed;   // liability: awarded, and nobody could be paid for long
  Account lent;        // equity: cannot be awarded while an insurer owes it
};
PurseAccounts accounts_of(const std::string& purse, const std::string& layer,
                          const Currency& currency);

/// What happens to a purse's money, one entry each. The chart in README.md shows the sides.
Entry funding_entry(const Cause&, const PurseAccounts&, const Money&);
Entry award_entry(const Cause&, const PurseAccounts&, const Money&);
Entry void_entry(const Cause&, const PurseAccounts&, const Money&);
Entry reinstatement_entry(const Cause&, const PurseAccounts&, const Money&);
Entry release_entry(const Cause&, const PurseAccounts&, const Money&);
Entry settlement_entry(const Cause&, const PurseAccounts&, const Money&);
Entry return_entry(const Cause&, const PurseAccounts&, const Money&);
/// The bank took its word back: what was settled is in the bank and reserved again.
Entry late_return_entry(const Cause&, const PurseAccounts&, const Money&);

}  // namespace haven::ledger
