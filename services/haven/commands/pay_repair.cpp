#include <iostream>

#include "common/iso20022/reason_codes.hpp"
#include "services/disbursement/store/repairs.hpp"
#include "services/haven/commands/pay_options.hpp"

namespace haven::pay_command {
namespace {

using disbursement::store::PaymentRepair;
namespace store = disbursement::store;

// "do_not_pay" as people say it.
std::string what_to_do(const iso20022::ReasonMeaning& meaning, const PaymentRepair& repair) {
  if (repair.is_withdrawn) return "nothing: it is no longer owed";
  switch (meaning.repair) {
    case iso20022::Repair::correct_account:
      return "correct the account";
    case iso20022::Repair::ask_payee:
      return "ask the payee";
    case iso20022::Repair::correct_order:
      return "correct the order";
    case iso20022::Repair::try_later:
      return "send it again later";
    case iso20022::Repair::ask_bank:
      return "ask the bank";
    case iso20022::Repair::do_not_pay:
      return "do not pay before it is cleared";
  }
  return "ask the bank";
}

std::vector<std::string> cells(const PaymentRepair& repair, std::int64_t days) {
  const auto& payment = repair.payment;
  const std::string code = payment.return_code.value_or("");
  const auto& meaning = iso20022::meaning_of(code);
  return {payment.id.text(), payment.claim_reference, std::to_string(payment.attempt),
          std::to_string(days), code,
          // Words of the bank's own where it gave no code that anybody knows.
          meaning.code.empty() ? payment.return_reason.value_or("") : std::string{meaning.words},
          what_to_do(meaning, repair), payment.amount.currency().code(),
          decimal_text(payment.amount)};
}

}  // namespace

void print_repairs(const Options& options) {
  db::Pool pool = auditor_pool(options);
  listing::Listing rows{std::cout,
                        format_of(options),
                        {"payment", "claim", "attempt>", "days>", "code", "the bank says",
                         "what to do", "currency", "amount>"}};
  Totals totals;
  db::in_transaction(pool, [&](db::Transaction& tx) {
    each_page([&](const std::string& after,
                  int limit) { return store::payments_to_repair(tx, options.fund, after, limit); },
              [](const PaymentRepair& repair) { return store::key_of(repair); },
              [&](const PaymentRepair& repair) {
                const auto& payment = repair.payment;
                const auto days = days_since(payment.sent_at.value_or(payment.created_at));
                if (days < options.older_than_days) return;
                totals.add(payment.amount);
                rows.add(cells(repair, days));
              });
  });
  totals.each([&](const Currency& currency, std::int64_t count, const Money& total) {
    rows.add_total({std::to_string(count) + " payments", "", "", "", "", "", "", currency.code(),
                    decimal_text(total)});
  });
  rows.finish();
}

}  // namespace haven::pay_command
