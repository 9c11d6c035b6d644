#include "services/contributions/domain/account.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace haven::contributions {
namespace {

using Key = std::pair<std::string, Currency>;  // scheme, currency

// The order within one day.
std::size_t rank_of(const AccountEntry& entry) {
  static constexpr std::array<std::string_view, 5> order{"assessment", "receipt", "reversal",
                                                         "refund", "waiver"};
  return static_cast<std::size_t>(std::ranges::find(order, entry.kind) - order.begin());
}

}  // namespace

std::vector<AccountEntry> running_account(std::vector<AccountEntry> entries) {
  std::ranges::stable_sort(entries, [](const AccountEntry& a, const AccountEntry& b) {
    return std::pair{a.on, rank_of(a)} < std::pair{b.on, rank_of(b)};
  });
  std::map<Key, Money> sums;
  for (AccountEntry& entry : entries) {
    const Currency& currency = entry.amount.currency();
    Money& sum = sums.try_emplace(Key{entry.scheme, currency}, Money{0, currency}).first->second;
    entry.balance = sum += entry.amount;
  }
  return entries;
}

std::vector<SchemeBalance> balances_of(const std::vector<AccountEntry>& account) {
  std::map<Key, Money> last;
  for (const AccountEntry& entry : account) {
    last.insert_or_assign(Key{entry.scheme, entry.amount.currency()}, entry.balance);
  }
  std::vector<SchemeBalance> balances;
  for (const auto& [key, balance] : last) balances.push_back({key.first, balance});
  return balances;
}

}  // namespace haven::contributions
