#pragma once
#include <string>
#include <vector>

#include "common/scheme/pack.hpp"

/// A decision in words: for a letter, for a judge, for a family's table.
namespace haven::scheme {

/// "accidental death" for accidental_death.
std::string words_of(std::string code);
/// "100,000.00 PHP".
std::string amount_words(const Money& amount);

/// The whole decision as paragraphs: for each benefit what was decided, every test on the way, what
/// the rule rests on and which reading was taken, what can be done; then papers, days and flags.
/// Persons appear by the ids of the case only. Lines are at most `width` characters.
std::string explained(const Pack& pack, const Case& facts, const Decision& decision,
                      std::size_t width = 96);

/// One row of what a family is entitled to: who owes it, how much, to whom, why, what is missing.
struct StatementRow {
  std::string layer, payer, benefit;
  std::string amount;    // "100,000.00 PHP"; empty when nothing is owed by the rules
  std::string payees;    // "wife 50,000.00, son 50,000.00"
  std::string standing;  // "owed, pay by 2024-07-01", "owed, papers are missing", "refused", "a
                         // person decides"
  std::string why;
  std::string missing;  // papers
};
struct Statement {
  std::vector<StatementRow> rows;
  std::vector<Money> totals;  // owed, by currency
};
Statement statement_of(const Pack& pack, const Decision& decision);

}  // namespace haven::scheme
