#include "services/ledger/domain/entry.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "common/core/ensure.hpp"

namespace haven::ledger {
namespace {

Account bank_of(const Currency& currency) {
  return {"bank:" + currency.code(), "asset"};
}

Account contributions_of(const std::string& scheme, const Currency& currency) {
  return {"contributions:" + scheme + ":" + currency.code(), "income"};
}

Entry moved(const Cause& cause, std::string kind, const Account& debit, const Account& credit,
            const Money& amount) {
  ensure(amount.minor() > 0, "an entry moves a positive amount");
  Entry entry{cause, std::move(kind), {{debit, amount}, {credit, amount.times(-1)}}};
  ensure(balances(entry), "an entry balances in every currency");
  return entry;
}

}  // namespace

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
  return {bank_of(currency),
          {purse + ":funded", own_money ? "equity" : "liability"},
          {purse + ":granted", own_money ? "expense" : "liability"},
          {purse + ":reserved", "liability"},
          {purse + ":in_transit", "liability"}};
}

Entry funding_entry(const Cause& cause, const PurseAccounts& purse, const Money& amount) {
  return moved(cause, "funding", purse.bank, purse.funded, amount);
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

Entry contribution_entry(const Cause& cause, const std::string& scheme, const Money& amount) {
  return moved(cause, "contribution", bank_of(amount.currency()),
               contributions_of(scheme, amount.currency()), amount);
}

Entry contribution_reversal_entry(const Cause& cause, const std::string& scheme,
                                  const Money& amount) {
  return moved(cause, "contribution_reversal", contributions_of(scheme, amount.currency()),
               bank_of(amount.currency()), amount);
}

}  // namespace haven::ledger
