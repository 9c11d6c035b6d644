#include "common/http/remembered_tokens.hpp"

namespace haven::http {

std::optional<Principal> RememberedTokens::find(const std::string& hash, std::int64_t now) {
  const std::lock_guard lock{mutex_};
  const auto found = tokens_.find(hash);
  if (found == tokens_.end()) return {};
  const auto& [principal, checked, until] = found->second;
  if (now >= checked && now < until) return principal;
  tokens_.erase(found);
  return {};
}

void RememberedTokens::add(const std::string& hash, const Principal& principal, std::int64_t now,
                           std::int64_t until) {
  const std::lock_guard lock{mutex_};
  if (tokens_.size() >= most_) {
    std::erase_if(tokens_, [&](const auto& entry) { return entry.second.until <= now; });
  }
  if (tokens_.size() >= most_) tokens_.clear();
  tokens_[hash] = {principal, now, until};
}

std::size_t RememberedTokens::size() const {
  const std::lock_guard lock{mutex_};
  return tokens_.size();
}

}  // namespace haven::http
