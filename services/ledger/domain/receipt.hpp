#pragma once
#include <string>

#include "services/ledger/domain/entry.hpp"

namespace haven::ledger {

/// Money that a partner says it collected: in transit with the partner until a line of a statement
/// proves it, and owed back while nobody knows whose it is.
Entry contribution_entry(const Cause&, const std::string& scheme, const Account& from,
                         const Money&);
Entry contribution_reversal_entry(const Cause&, const std::string& scheme,
                                  const std::string& partner, const Money&);
Entry unmatched_entry(const Cause&, const std::string& partner, const Money&);
Entry unmatched_reversal_entry(const Cause&, const std::string& partner, const Money&);

/// A receipt is given back: it leaves `from`, contributions or unmatched receipts, for the purse of
/// the refunds.
Entry refund_entry(const Cause&, const Account& from, const PurseAccounts& refunds, const Money&);

/// The purse that pays contributions back, one for each currency, and what it pays.
std::string refunds_purse(const Currency& currency);
inline constexpr const char* refund_benefit = "contribution_refund";

}  // namespace haven::ledger
