#include "services/disbursement/domain/order_file.hpp"

#include <algorithm>

namespace haven::disbursement {

std::string message_id_of(const BatchId& batch) {
  std::string id = "HB";
  for (const char c : batch.text()) {
    if (c != '-') id += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return id;
}

std::string message_id_of(const Payment& sent_again) {
  return sent_again.bank_reference + "-" + std::to_string(sent_again.sendings);
}

const FundAccount* account_for(const PaymentPolicy& policy, const Currency& currency) {
  const auto found = std::ranges::find(policy.accounts, currency, &FundAccount::currency);
  return found == policy.accounts.end() ? nullptr : &*found;
}

tl::unexpected<Error> no_account_for(const Currency& currency) {
  return refuse(ErrorKind::conflict, "fund_has_no_account",
                "The fund has no account in " + currency.code() +
                    "; add one to its payment policy, or dissolve the batch.");
}

}  // namespace haven::disbursement
