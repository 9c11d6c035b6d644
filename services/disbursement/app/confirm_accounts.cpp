#include "services/disbursement/app/confirm_accounts.hpp"

#include <set>

#include "services/disbursement/store/account_checks.hpp"

namespace haven::disbursement {
namespace {

Result<void> can_be_kept(const ConfirmAccounts& command, Date today) {
  std::vector<FieldProblem> problems;
  std::set<store::AccountKey> seen;
  for (std::size_t i = 0; i < command.confirmations.size(); ++i) {
    const AccountConfirmation& one = command.confirmations[i];
    const std::string at = "/items/" + std::to_string(i);
    if (one.confirmed_on > today) {
      problems.push_back({at + "/confirmed_on", "must not be after " + text_of(today)});
    }
    if (!seen.insert({one.bank, one.number}).second) {
      problems.push_back({at + "/account", "is named twice"});
    }
  }
  if (problems.empty()) return {};
  return refuse(ErrorKind::invalid, "invalid_field",
                "Some answers of the bank cannot be kept; nothing was changed.",
                std::move(problems));
}

}  // namespace

Result<std::size_t> confirm_accounts(db::Transaction& tx, const ConfirmAccounts& command,
                                     const PayingRules& rules, Instant now) {
  if (const auto kept = can_be_kept(command, rules.today); !kept) return pass(kept);
  store::save_confirmations(tx, command.fund, command.confirmations, command.told_by, now);
  const auto payments = store::paid_into_for_update(tx, command.fund, command.confirmations);

  screen_payments(tx, command.fund, payments, rules, now);
  return payments.size();
}

}  // namespace haven::disbursement
