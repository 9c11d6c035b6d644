#include "common/iso20022/reason_codes.hpp"

#include <algorithm>
#include <array>

namespace haven::iso20022 {
namespace {

using enum Repair;

// In the order of the codes: they are searched by halving.
constexpr auto reasons = std::to_array<ReasonMeaning>({
    {"AB05", "The payee's bank did not answer in time.", try_later},
    {"AB06", "A bank on the way did not answer in time.", try_later},
    {"AB07", "A bank on the way could not be reached.", try_later},
    {"AB08", "The payee's bank could not be reached.", try_later},
    {"AC01", "The account number does not exist or is not written correctly.", correct_account},
    {"AC02", "The fund's own account number is not right.", correct_order},
    {"AC03", "The payee's account number does not exist or is not written correctly.",
     correct_account},
    {"AC04", "The account has been closed.", ask_payee},
    {"AC05", "The fund's own account has been closed.", correct_order},
    {"AC06", "The account is blocked, so nothing can be paid into it.", ask_payee},
    {"AC07", "The payee's account has been closed.", ask_payee},
    {"AC13", "The fund's own account is not of a kind that can pay this way.", correct_order},
    {"AC14", "The payee's account is not of a kind that can take this payment.", ask_payee},
    {"AG01", "This account may not take payments of this kind.", ask_payee},
    {"AG02", "The bank does not know the kind of business that the order names.", correct_order},
    {"AG03", "The payee's bank does not take payments of this kind.", ask_payee},
    {"AG10", "A bank on the way is suspended from the payment system.", try_later},
    {"AG11", "The payee's bank is suspended from the payment system.", ask_payee},
    {"AM01", "The amount is nothing.", correct_order},
    {"AM02", "The amount is larger than is allowed for a payment of this kind.", correct_order},
    {"AM03", "The currency cannot be paid this way.", correct_order},
    {"AM04", "There was not enough money in the fund's account.", try_later},
    {"AM05", "The bank holds this for a payment that it has already made.", do_not_pay},
    {"AM06", "The amount is smaller than the bank pays.", correct_order},
    {"AM07", "The amount has been blocked by an authority or by the bank.", do_not_pay},
    {"AM09", "The amount is not the one that was agreed or expected.", correct_order},
    {"AM10", "The sum that the file declared is not the sum of its payments.", correct_order},
    {"AM14", "The amount is above the limit agreed with the bank.", correct_order},
    {"BE01", "The name does not belong to the owner of the account.", correct_account},
    {"BE04", "The payee's address is missing or incomplete.", ask_payee},
    {"BE05", "The bank does not know who sent the order.", correct_order},
    {"BE06", "The bank does not know this payee under this number.", correct_account},
    {"BE07", "The fund's own address is missing or incomplete.", correct_order},
    {"BE22", "The payee's name is missing.", correct_account},
    {"CNOR", "The payee's bank does not take part in this payment system.", correct_account},
    {"CURR", "The currency of the payment is not right.", correct_order},
    {"CUST", "The payment was stopped or sent back at the customer's own wish.", do_not_pay},
    {"DNOR", "The fund's bank does not take part in this payment system.", correct_order},
    {"DT01", "The date of the order is missing or cannot be used.", correct_order},
    {"DU01", "The bank has taken a file with this number before.", do_not_pay},
    {"DU02", "The bank has taken a batch with this number before.", do_not_pay},
    {"DU03", "The bank has taken this payment before.", do_not_pay},
    {"DU04", "The bank has taken a payment with this reference before.", do_not_pay},
    {"DU05", "The bank has taken an order with this instruction number before.", do_not_pay},
    {"ED05", "The banks could not settle the payment among themselves.", try_later},
    {"FF01", "The file is not in the form that the bank reads.", correct_order},
    {"FOCR", "The payment came back because its cancellation was asked for.", do_not_pay},
    {"FRAD", "The payment is suspected of fraud.", do_not_pay},
    {"LEGL", "A court or an authority has forbidden the payment.", do_not_pay},
    {"MD06", "The customer has asked for the money to be given back.", do_not_pay},
    {"MD07", "The owner of the account has died; who is entitled now must be found out.",
     do_not_pay},
    {"MS02", "The payee has sent the money back without saying why.", ask_payee},
    {"MS03", "The bank has sent the money back without saying why.", ask_bank},
    {"NARR", "The bank gives its reason in words of its own.", ask_bank},
    {"NOAS", "The payee did not answer the bank's question.", ask_payee},
    {"NOOR", "The bank never received the order that this refers to.", ask_bank},
    {"RC01", "The bank's number or BIC is not right.", correct_account},
    {"RC04", "The number or BIC of the payee's bank is not right.", correct_account},
    {"RF01", "The reference is not unique.", do_not_pay},
    {"RR01", "The account or identification of the fund is missing, and the law asks for it.",
     correct_order},
    {"RR02", "The name or address of the fund is missing, and the law asks for it.", correct_order},
    {"RR03", "The name or address of the payee is missing, and the law asks for it.", ask_payee},
    {"RR04", "A rule of the authorities keeps the bank from paying; it does not say which.",
     ask_bank},
    {"RR05", "What authorities must be told about the payment is missing or wrong.", correct_order},
    {"SL01", "The bank offers this kind of payment only by its own arrangement.", ask_bank},
    {"TECH", "Something failed at the bank; the order is not at fault.", try_later},
    {"TM01", "The order came after the hour until which the bank takes orders.", try_later},
    {"TS01", "The transmission of the file was broken off.", try_later},
    {"UPAY", "The receiving side says that the payment was not owed.", do_not_pay},
});

constexpr ReasonMeaning unknown{"", "The bank gives a reason that has no agreed meaning.",
                                ask_bank};

static_assert(std::ranges::is_sorted(reasons, {}, &ReasonMeaning::code));

}  // namespace

const ReasonMeaning& meaning_of(std::string_view code) {
  const auto* found = std::ranges::lower_bound(reasons, code, {}, &ReasonMeaning::code);
  return found != reasons.end() && found->code == code ? *found : unknown;
}

std::span<const ReasonMeaning> known_reasons() {
  return reasons;
}

std::string_view name_of(Repair repair) {
  switch (repair) {
    case correct_account:
      return "correct_account";
    case ask_payee:
      return "ask_payee";
    case correct_order:
      return "correct_order";
    case try_later:
      return "try_later";
    case ask_bank:
      return "ask_bank";
    case do_not_pay:
      return "do_not_pay";
  }
  return "";
}

}  // namespace haven::iso20022
