#include "services/ledger/domain/entry.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "common/core/ensure.hpp"
#include "services/ledger/domain/chart.hpp"

namespace haven::ledger {
namespace {

Entry moved(const Cause& cause, std::string kind, const Account& debit, const Account& credit,
            const Money& amount) {
  return entry_of(cause, std::move(kind), {{debit, credit, amount}});
}

}  // namespace

Entry entry_of(const Cause& cause, std::string kind, const std::vector<Transfer>& transfers) {
  Entry entry{cause, std::move(kind), {}};
  for (const Transfer& transfer : transfers) {
    ensure(transfer.amount.minor() >= 0, "an entry moves no negative amount");
    if (transfer.amount.is_zero()) continue;
    entry.postings.push_back({transfer.debit, transfer.amount});
    entry.postings.push_back({transfer.credit, transfer.amount.times(-1)});
  }
  ensure(!entry.postings.empty(), "an entry moves something");
  ensure(balances(entry), "an entry balances in every currency");
  return entry;
}

bool balances(const Entry& entry) {
  std::map<Currency, std::int64_t> sums;
  for (const Posting& posting : entry.postings) {
    sums[posting.amount.currency()] += posting.amount.minor();
  }
  return std::ranges::all_of(sums, [](const auto& sum) { return sum.second == 0; });
}

PurseAccounts accounts_of(const std::string& purse, const std::string& layer,
                          const Currency& currency) {
  const bool own_money = layer == "fund";
  return {chart::bank(currency),
          chart::fundings(currency),
          {purse + ":funded", own_money ? "equity" : "liability"},
          {purse + ":granted", own_money ? "expense" : "liability"},
          {purse + ":reserved", "liability"},
          {purse + ":in_transit", "liability"},
          {purse + ":unclaimed", "liability"},
          {purse + ":lent", "equity"}};
}

Entry funding_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "funding", purse.fundings, purse.funded, amount);
}

Entry award_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "award", purse.granted, purse.reserved, amount);
}

Entry void_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "void", purse.reserved, purse.granted, amount);
}

Entry reinstatement_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "reinstatement", purse.granted, purse.reserved, amount);
}

Entry release_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "release", purse.reserved, purse.in_transit, amount);
}

Entry settlement_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "settlement", purse.in_transit, purse.bank, amount);
}

Entry return_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "return", purse.in_transit, purse.reserved, amount);
}

Entry late_return_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "late_return", purse.bank, purse.reserved, amount);
}

}  // namespace haven::ledger
