#pragma once
#include <string>
#include <vector>

#include "common/scheme/pack.hpp"

namespace haven::scheme {

/// One row of what a family is entitled to: who owes it, how much, to whom, why, what is missing.
struct StatementRow {
  std::string layer, payer, benefit;
  std::string amount;    // "100,000.00 PHP", "2,000.00 INR every month"; empty: nothing is owed
  std::string payees;    // "wife 50,000.00 PHP, son 50,000.00 PHP"
  std::string standing;  // "owed, pay by 2024-07-01", "owed, papers are missing", "paid already",
                         // "a person decides", "not owed"
  std::string why;       // the texts it rests on, or the sentence of the refusal
  std::string missing;   // papers
};
struct Statement {
  std::vector<StatementRow> rows;
  std::vector<Money> totals;     // owed at once, by currency
  bool has_instalments = false;  // which are in no total
};
Statement statement_of(const Pack& pack, const Decision& decision);

}  // namespace haven::scheme
