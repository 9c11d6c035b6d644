#include "services/haven/commands/ledger_keys.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "common/http/signature.hpp"

namespace haven {

std::vector<std::string> ledger_keys(const std::vector<std::string>& given) {
  if (!given.empty()) return given;
  if (const char* key = std::getenv("HAVEN_LEDGER_KEY")) return {std::string{key} + ".pub"};
  const char* data = std::getenv("HAVEN_DATA");
  return {(std::filesystem::path{data ? data : "var"} / "ledger-key.pem.pub").string()};
}

ledger::Accepts accepts_any(const std::vector<std::string>& files) {
  std::vector<http::VerifyingKey> keys;
  for (const std::string& file : files) keys.emplace_back("EdDSA", file);
  return [keys = std::move(keys)](const std::string& text, const std::string& signature) {
    return std::ranges::any_of(
        keys, [&](const http::VerifyingKey& key) { return key.accepts(text, signature); });
  };
}

}  // namespace haven
