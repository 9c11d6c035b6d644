#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "common/http/token.hpp"
#include "services/haven/rehearsal/client.hpp"

namespace haven::rehearsal {

/// Where the stand-ins work: gives each a token and a connection to haven.
class Office {
 public:
  Office(std::string url, std::string fund, const std::filesystem::path& token_key,
         std::chrono::seconds patience);
  /// A desk for one person in one role. Each thread needs desks of its own.
  [[nodiscard]] std::unique_ptr<Client> desk(const std::string& subject,
                                             const std::string& role) const;
  /// A desk without a token, for families with a reference and a PIN.
  [[nodiscard]] std::unique_ptr<Client> counter(const std::string& token = "") const;

 private:
  std::string url_, fund_;
  http::TokenSigner signer_;
  std::chrono::seconds patience_;
};

}  // namespace haven::rehearsal
