#include "services/ledger/domain/receipt.hpp"

#include "services/ledger/domain/chart.hpp"

namespace haven::ledger {

Entry contribution_entry(const Cause& cause, const std::string& scheme, const Account& from,
                         const Money& amount) {
  return entry_of(cause, "contribution",
                  {{from, chart::contributions(scheme, amount.currency()), amount}});
}

Entry contribution_reversal_entry(const Cause& cause, const std::string& scheme,
                                  const std::string& partner, const Money& amount) {
  const Currency& currency = amount.currency();
  return entry_of(cause, "contribution_reversal",
                  {{chart::contributions(scheme, currency),
                    chart::deposits_in_transit(partner, currency), amount}});
}

Entry unmatched_entry(const Cause& cause, const std::string& partner, const Money& amount) {
  const Currency& currency = amount.currency();
  return entry_of(cause, "unmatched",
                  {{chart::deposits_in_transit(partner, currency),
                    chart::unmatched_receipts(currency), amount}});
}

Entry unmatched_reversal_entry(const Cause& cause, const std::string& partner,
                               const Money& amount) {
  const Currency& currency = amount.currency();
  return entry_of(cause, "unmatched_reversal",
                  {{chart::unmatched_receipts(currency),
                    chart::deposits_in_transit(partner, currency), amount}});
}

Entry refund_entry(const Cause& cause, const Account& from, const PurseAccounts& refunds,
                   const Money& amount) {
  return entry_of(cause, "refund", {{from, refunds.funded, amount}});
}

std::string refunds_purse(const Currency& currency) {
  return "refunds_" + currency.code();
}

}  // namespace haven::ledger
