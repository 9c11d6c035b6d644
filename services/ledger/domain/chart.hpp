#pragma once
#include <string>

#include "services/ledger/domain/entry.hpp"

namespace haven::ledger::chart {

/// The accounts of the fund that belong to no purse. README.md says what their balances mean.
Account bank(const Currency&);
Account suspense(const Currency&);
Account fundings(const Currency&);
Account exchanges_in_transit(const Currency&);
Account contributions(const std::string& scheme, const Currency&);
Account deposits_in_transit(const std::string& partner, const Currency&);
Account unmatched_receipts(const Currency&);
Account receivables(const std::string& debtor, const Currency&);
Account claims_on_insurers(const Currency&);
Account overpayments(const Currency&);
Account lent(const Currency&);
Account treasury(const Currency&);
Account interest(const Currency&);
Account charges(const Currency&);
/// What a person said that a line is, as a code: "Sale of a car" is other:sale_of_a_car:PHP. A debt
/// until the fund's accountant knows better. What was paid to the treasury is the treasury's.
Account other(const std::string& what, const Currency&);

}  // namespace haven::ledger::chart
