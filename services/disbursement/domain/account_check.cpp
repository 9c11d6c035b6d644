#include "services/disbursement/domain/account_check.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "services/disbursement/domain/name_score.hpp"

namespace haven::disbursement {
namespace {

constexpr std::array<std::pair<AccountStatus, std::string_view>, 4> statuses{{
    {AccountStatus::open, "open"},
    {AccountStatus::closed, "closed"},
    {AccountStatus::blocked, "blocked"},
    {AccountStatus::unknown, "unknown"},
}};
constexpr std::array<std::string_view, 5> finding_names{"owner_differs", "account_not_open",
                                                        "currency_differs", "confirmation_missing",
                                                        "confirmation_old"};

bool owner_differs(const AccountFacts& facts, const PaymentPolicy& policy, bool ask_bank) {
  if (facts.owner_is_accepted) return false;
  const std::string& payee = facts.payee.empty() ? facts.owner : facts.payee;
  if (name_score(payee, facts.owner) < policy.name_score) return true;
  return ask_bank && facts.confirmation &&
         name_score(payee, facts.confirmation->owner_name) < policy.name_score;
}

bool can_take_money(const AccountFacts& facts) {
  const AccountStatus status = facts.confirmation->status;
  return status == AccountStatus::open ||
         (status == AccountStatus::blocked && facts.may_be_blocked);
}

}  // namespace

std::string name_of(AccountStatus status) {
  const auto found = std::ranges::find(statuses, status, [](const auto& row) { return row.first; });
  return std::string{found->second};
}

std::optional<AccountStatus> account_status_from(std::string_view name) {
  const auto found = std::ranges::find(statuses, name, [](const auto& row) { return row.second; });
  if (found == statuses.end()) return {};
  return found->first;
}

std::string name_of(Finding finding) {
  return std::string{finding_names.at(static_cast<std::size_t>(finding))};
}

std::vector<Finding> findings_of(const AccountFacts& facts, const PaymentPolicy& policy,
                                 Date today) {
  const bool ask_bank = policy.account_check == AccountCheckKind::bank;
  std::vector<Finding> findings;
  if (owner_differs(facts, policy, ask_bank)) findings.push_back(Finding::owner_differs);
  if (!ask_bank) return findings;
  if (!facts.confirmation) {
    findings.push_back(Finding::confirmation_missing);
    return findings;
  }
  if (!can_take_money(facts)) findings.push_back(Finding::account_not_open);
  if (facts.confirmation->currency != facts.currency) findings.push_back(Finding::currency_differs);
  const auto age = today - facts.confirmation->confirmed_on;
  if (age > std::chrono::days{policy.confirmed_within_days}) {
    findings.push_back(Finding::confirmation_old);
  }
  return findings;
}

std::string words_of(const std::vector<Finding>& findings) {
  std::string words;
  for (const Finding finding : findings) words += (words.empty() ? "" : " ") + name_of(finding);
  return words;
}

}  // namespace haven::disbursement
