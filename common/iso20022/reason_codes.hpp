#pragma once
#include <span>
#include <string_view>

namespace haven::iso20022 {

/// What has to happen before the money can be sent again.
enum class Repair {
  correct_account,  // the account's number, its bank or its owner's name is wrong in our records
  ask_payee,        // only the payee can say where the money should go, or do something at the bank
  correct_order,    // the order itself was wrong: ours to mend
  try_later,        // nothing is wrong with the order
  ask_bank,         // the code alone does not say what is wrong
  do_not_pay,       // stop: find out first whether this payment is still owed, and to whom
};

/// A reason in words, for whoever repairs the payment.
struct ReasonMeaning {
  std::string_view code;  // of ISO's external status and return reason code sets
  std::string_view words;
  Repair repair = Repair::ask_bank;
};

/// What a code means; a code that is not in the list is for the bank to explain (its `code` is then
/// empty). Never fails: an unknown reason must not keep a return from being taken.
const ReasonMeaning& meaning_of(std::string_view code);

/// The whole list, in the order of the codes.
std::span<const ReasonMeaning> known_reasons();

/// "correct_account", for tables and answers.
std::string_view name_of(Repair repair);

}  // namespace haven::iso20022
