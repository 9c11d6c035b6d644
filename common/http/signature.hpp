#pragma once
#include <openssl/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace haven::http {

/// A public key and the one algorithm it may be used with (EdDSA, ES256 or RS256, as JWT names
/// them).
class VerifyingKey {
 public:
  /// Throws std::runtime_error unless the file holds a public key fit for the algorithm: Ed25519,
  /// P-256, or RSA of at least 2048 bits.
  VerifyingKey(std::string algorithm, const std::filesystem::path& public_key_pem);

  [[nodiscard]] const std::string& algorithm() const { return algorithm_; }
  /// Thread-safe. Never throws: what cannot be read as a signature is a wrong one.
  [[nodiscard]] bool accepts(std::string_view text, std::string_view signature) const;

 private:
  std::string algorithm_;
  std::shared_ptr<EVP_PKEY> key_;
};

/// An Ed25519 private key kept in a file.
class SigningKey {
 public:
  /// Makes the file (mode 0600) and its public half beside it (".pub") when they are missing; of
  /// several processes that start at once one makes it and all read that one. Throws
  /// std::runtime_error for another kind of key or a file that anyone may read.
  explicit SigningKey(const std::filesystem::path& private_key_pem);

  [[nodiscard]] std::string sign(std::string_view text) const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
};

}  // namespace haven::http
