#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "services/disbursement/domain/payment_policy.hpp"

namespace haven::disbursement {

enum class AccountStatus { open, closed, blocked, unknown };
std::string name_of(AccountStatus status);
std::optional<AccountStatus> account_status_from(std::string_view name);

/// What a bank says of an account.
struct AccountConfirmation {
  std::string bank;
  std::string number;
  std::string owner_name;
  AccountStatus status = AccountStatus::unknown;
  Currency currency;
  Date confirmed_on{};
};

/// Why an account is not paid into.
enum class Finding {
  owner_differs,         // from the payee, as the family or the bank names the owner
  account_not_open,      // the bank says closed, or does not know it
  currency_differs,      // the account is kept in another
  confirmation_missing,  // the fund asks banks, and has not asked this one
  confirmation_old       // it has, too long ago
};
std::string name_of(Finding finding);

/// What is known of a payment's account. Names are romanised.
struct AccountFacts {
  std::string payee;  // empty: the award names nobody
  std::string owner;
  std::optional<AccountConfirmation> confirmation;
  Currency currency;               // of the payment
  bool owner_is_accepted = false;  // a person took the owner's names for the payee's
  bool may_be_blocked = false;     // a minor's: nobody can draw from it, and that is meant
};

/// In the order of the kinds; empty when the account can be paid into.
std::vector<Finding> findings_of(const AccountFacts& facts, const PaymentPolicy& policy,
                                 Date today);
/// "owner_differs confirmation_old": what a hold is about.
std::string words_of(const std::vector<Finding>& findings);

}  // namespace haven::disbursement
