#include "common/scheme/statement.hpp"

#include <algorithm>

#include "common/scheme/phrases.hpp"

namespace haven::scheme {
namespace {

std::string missing_for(const Decision& decision, const std::string& scheme) {
  std::string text;
  for (const Need& need : decision.need) {
    if (std::ranges::find(need.schemes, scheme) == need.schemes.end()) continue;
    text += (text.empty() ? "" : "; ") + paper_words(need);
  }
  return text;
}

std::string standing_of(const Decision& decision, const Line& line, const std::string& missing) {
  if (line.outcome == Outcome::refuse) return "not owed";
  if (line.outcome == Outcome::refer) return "a person decides";
  if (line.amount.is_zero()) return "paid already";
  if (!missing.empty()) return "owed, papers are missing";
  for (const DueDate& due : decision.due) {
    if (due.scheme == line.scheme && due.benefit == line.benefit) {
      return "owed, pay by " + text_of(due.date);
    }
  }
  return "owed";
}

void add_to(std::vector<Money>& totals, const Money& amount) {
  for (Money& total : totals) {
    if (total.currency() != amount.currency()) continue;
    total += amount;
    return;
  }
  totals.push_back(amount);
}

StatementRow row_of(const Pack& pack, const Decision& decision, const Line& line) {
  const bool pays = line.outcome == Outcome::pay;
  StatementRow row;
  row.layer = words_of(line.layer);
  row.payer = info_of(pack, line.scheme).title;
  row.benefit = words_of(line.benefit);
  if (pays) row.amount = amount_words(line);
  row.payees = payees_of(pack, line);
  if (pays) row.missing = missing_for(decision, line.scheme);
  row.standing = standing_of(decision, line, row.missing);
  row.why = pays ? basis_from(line.source).text : reason_text(pack, line.reason);
  return row;
}

}  // namespace

Statement statement_of(const Pack& pack, const Decision& decision) {
  Statement statement;
  for (const Line& line : decision.lines) {
    statement.rows.push_back(row_of(pack, decision, line));
    if (line.instalments) {
      statement.has_instalments = true;
    } else if (line.outcome == Outcome::pay) {
      add_to(statement.totals, line.amount);
    }
  }
  return statement;
}

}  // namespace haven::scheme
