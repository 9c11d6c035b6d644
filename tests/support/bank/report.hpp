#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/bank/books.hpp"

namespace haven::bank {

struct Turnover {
  std::int64_t payments = 0, payments_minor = 0;
  std::int64_t returns = 0, returns_minor = 0;
  std::int64_t credits_minor = 0;  // deposits and interest
  std::int64_t charges_minor = 0;
  std::int64_t balance_minor = 0;
};

/// The bank's own ledger in sums, added up from the lines of its journal and nothing else.
struct LedgerReport {
  std::map<std::string, Turnover> by_currency;
  std::vector<std::string> debited_twice;  // references; there are never any
  std::map<std::string, int> orders_by_mode;
};

LedgerReport report_from(const std::filesystem::path& journal);

/// What the customer will still hear of without asking: steps, statements and files to come.
int waiting(const Books& books);

/// Puts report.csv into the bank's folder, for those who speak with it by files only:
///   currency,CODE,PAYMENTS,THEIR_SUM,RETURNS,THEIR_SUM   in minor units
///   account,NUMBER,CODE,BALANCE                          of the ledger, stated or not
///   waiting,COUNT                                        see above
void write_report(const std::filesystem::path& folder, const Books& books);

}  // namespace haven::bank
