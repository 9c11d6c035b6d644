#pragma once
#include <string>
#include <vector>

#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

/// One thing that happened between a member and the fund. What the member owes more is positive.
struct AccountEntry {
  Date on{};
  std::string kind;  // assessment, receipt, reversal, refund, waiver
  std::string scheme;
  std::string reference;  // the partner's, of money; the kind of an assessment
  Money amount;
  Money balance;  // of the scheme in this currency, after this entry
};

/// Puts entries into the order of their days (what is asked for before what is paid) and sums them
/// up by scheme and currency.
std::vector<AccountEntry> running_account(std::vector<AccountEntry> entries);

/// What is owed at the end, by scheme and currency; in the order of their names.
struct SchemeBalance {
  std::string scheme;
  Money balance;
};
std::vector<SchemeBalance> balances_of(const std::vector<AccountEntry>& account);

}  // namespace haven::contributions
