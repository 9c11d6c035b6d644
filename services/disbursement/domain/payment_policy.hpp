#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/core/money.hpp"

namespace haven::disbursement {

/// In any batch; the bank of an account may take fewer.
constexpr int batch_payments_max = 100000;

/// An account of the fund that payments leave from.
struct FundAccount {
  std::string book;  // what the ledger calls it: "PHP" for bank:PHP
  Currency currency;
  std::string bank;  // BIC
  std::string number;
  std::string owner;
  bool batch_booking = false;  // the bank books a file as one line
  int transfers_max = 10000;   // that the bank takes in one file
};

/// How many different people sign at each step.
struct Signers {
  int approve = 1;
  int authorise = 0;
  int release = 1;
  bool operator==(const Signers&) const = default;
};

/// The signers of batches whose total is at most `up_to`.
struct SignerBand {
  std::optional<Money> up_to;  // nothing: the last band, without an end
  Signers signers;
};

enum class AccountCheckKind { name, bank };
enum class MinorsRule { hold, pay };

/// How one fund pays; ops/payments/<fund>.yaml.
struct PaymentPolicy {
  std::vector<FundAccount> accounts;
  std::map<std::string, std::vector<SignerBand>> bands;  // by currency, ascending
  AccountCheckKind account_check = AccountCheckKind::name;
  int confirmed_within_days = 90;
  int name_score = 80;  // of 100
  MinorsRule minors = MinorsRule::hold;
  int sanctions_look_back_days = 30;  // over what was settled, by a new list; 0: not at all
  int confirm_every = 0;              // one settled payment in so many is asked about; 0: none
  int confirm_within_days = 30;
  int unclaimed_after_days = 180;
  int trace_every_days = 90;
  int unclaimed_ends_after_years = 10;
  std::string unclaimed_goes_to = "fund";  // fund, treasury
};
using PaymentPolicies = std::map<std::string, PaymentPolicy>;  // by fund

/// The signers that a batch of this total needs. Every currency of an account has bands, the last
/// of which has no end, so there is always an answer.
Signers signers_for(const PaymentPolicy& policy, const Money& total);

}  // namespace haven::disbursement
