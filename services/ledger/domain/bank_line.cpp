#include "services/ledger/domain/bank_line.hpp"

#include "services/ledger/domain/chart.hpp"

namespace haven::ledger {

std::string name_of(LineUse use) {
  switch (use) {
    case LineUse::deposit:
      return "deposit";
    case LineUse::receivable:
      return "receivable";
    case LineUse::interest:
      return "interest";
    case LineUse::charge:
      return "charge";
    case LineUse::funding:
      return "funding";
    case LineUse::exchange:
      return "exchange";
    case LineUse::other:
      return "other";
  }
  return "";
}

std::optional<LineUse> line_use_from(std::string_view name) {
  for (const auto use : {LineUse::deposit, LineUse::receivable, LineUse::interest, LineUse::charge,
                         LineUse::funding, LineUse::exchange, LineUse::other}) {
    if (name_of(use) == name) return use;
  }
  return {};
}

Account account_of(LineUse use, const std::string& party, const Currency& currency) {
  switch (use) {
    case LineUse::deposit:
      return chart::deposits_in_transit(party, currency);
    case LineUse::receivable:
      return chart::receivables(party, currency);
    case LineUse::interest:
      return chart::interest(currency);
    case LineUse::charge:
      return chart::charges(currency);
    case LineUse::funding:
      return chart::fundings(currency);
    case LineUse::exchange:
      return chart::exchanges_in_transit(currency);
    case LineUse::other:
      return chart::other(party, currency);
  }
  return chart::suspense(currency);
}

Entry taken_entry(const Cause& cause, const BankLine& line) {
  const Account bank = chart::bank(line.amount.currency());
  const Account suspense = chart::suspense(line.amount.currency());
  if (line.is_credit) return entry_of(cause, "bank_credit", {{bank, suspense, line.amount}});
  return entry_of(cause, "bank_debit", {{suspense, bank, line.amount}});
}

Entry assignment_entry(const Cause& cause, const BankLine& line, const Account& account) {
  const Account suspense = chart::suspense(line.amount.currency());
  if (line.is_credit) return entry_of(cause, "assignment", {{suspense, account, line.amount}});
  return entry_of(cause, "assignment", {{account, suspense, line.amount}});
}

}  // namespace haven::ledger
