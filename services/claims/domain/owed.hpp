#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/core/id.hpp"
#include "common/core/money.hpp"

/// What somebody owes on a claim, and what became of it.
namespace haven::claims {

struct Owed {
  std::string entitlement;  // empty: paid outside the fund
  ClaimId claim;
  std::string scheme, layer, benefit;
  int instalment = 0;  // 0: paid once
  Money owed;          // nothing once it is withdrawn
  Money paid;
  Money kept_back;   // set off against what the payee owes the fund
  Money on_its_way;  // with the bank
  Money unclaimed;   // nobody could be paid for long
  Money ended;       // the law ended it after nobody claimed it
  Money advanced;    // the fund pays it for an insurer
  bool is_withdrawn = false;
  bool is_short = false;     // the purse does not hold the money
  bool is_returned = false;  // the bank gave a payment back
  bool lacks_account = false;
  std::set<std::string> parties;
};

/// What is still to be done about it; less than nothing when too much was paid.
Money outstanding_of(const Owed& owed);

/// Why it is outstanding, as a code; empty when nothing is.
std::string reason_of(const Owed& owed);
/// The code as a sentence that a family understands; empty for no code.
std::string words_of_reason(const std::string& reason);
/// Who owes it, as a family would say: "the insurer".
std::string words_of_layer(const std::string& layer);

/// Sums by currency.
struct OwedTotal {
  Money owed, paid, kept_back, on_its_way, unclaimed, outstanding;
};
std::map<Currency, OwedTotal> totals_of(const std::vector<Owed>& rows);

}  // namespace haven::claims
