#include "services/ledger/domain/chart.hpp"

namespace haven::ledger::chart {
namespace {

Account of_currency(const std::string& name, const Currency& currency, const char* kind) {
  return {name + ":" + currency.code(), kind};
}

// Letters and digits, small; whatever stands between them becomes one underscore.
std::string code_of(const std::string& words) {
  std::string code;
  for (const char c : words) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_digit || is_capital || (c >= 'a' && c <= 'z')) {
      code += is_capital ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!code.empty() && code.back() != '_') {
      code += '_';
    }
  }
  if (!code.empty() && code.back() == '_') code.pop_back();
  return code.empty() ? "unnamed" : code;
}

}  // namespace

Account bank(const Currency& currency) {
  return of_currency("bank", currency, "asset");
}

Account suspense(const Currency& currency) {
  return of_currency("suspense", currency, "liability");
}

Account fundings(const Currency& currency) {
  return of_currency("fundings", currency, "equity");
}

Account exchanges_in_transit(const Currency& currency) {
  return of_currency("exchanges_in_transit", currency, "asset");
}

Account contributions(const std::string& scheme, const Currency& currency) {
  return of_currency("contributions:" + scheme, currency, "income");
}

Account deposits_in_transit(const std::string& partner, const Currency& currency) {
  return of_currency("deposits_in_transit:" + partner, currency, "asset");
}

Account unmatched_receipts(const Currency& currency) {
  return of_currency("unmatched_receipts", currency, "liability");
}

Account receivables(const std::string& debtor, const Currency& currency) {
  return of_currency("receivables:" + debtor, currency, "asset");
}

Account claims_on_insurers(const Currency& currency) {
  return of_currency("claims_on_insurers", currency, "liability");
}

Account overpayments(const Currency& currency) {
  return of_currency("overpayments", currency, "liability");
}

Account lent(const Currency& currency) {
  return of_currency("lent", currency, "equity");
}

Account treasury(const Currency& currency) {
  return of_currency("treasury", currency, "liability");
}

Account interest(const Currency& currency) {
  return of_currency("interest", currency, "income");
}

Account charges(const Currency& currency) {
  return of_currency("charges", currency, "expense");
}

Account other(const std::string& what, const Currency& currency) {
  const std::string code = code_of(what);
  return code == "treasury" ? treasury(currency)
                            : of_currency("other:" + code, currency, "liability");
}

}  // namespace haven::ledger::chart
