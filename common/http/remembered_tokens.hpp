#pragma once
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "common/http/message.hpp"

namespace haven::http {

/// Tokens that were found good, by their SHA-256, from that second until they expire and never
/// beyond. Bounded: when it is full, what has expired goes, and if that frees nothing, everything.
/// Thread-safe.
class RememberedTokens {
 public:
  explicit RememberedTokens(std::size_t most) : most_(most) {}

  std::optional<Principal> find(const std::string& hash, std::int64_t now);
  void add(const std::string& hash, const Principal& principal, std::int64_t now,
           std::int64_t until);
  [[nodiscard]] std::size_t size() const;

 private:
  struct Good {
    Principal principal;
    std::int64_t checked;
    std::int64_t until;
  };
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Good> tokens_;
};

}  // namespace haven::http
