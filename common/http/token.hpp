#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "common/http/message.hpp"

namespace haven::http {

/// Makes tokens for an installation without an identity provider, and for families who showed their
/// one-time PIN. Signs with Ed25519 (JWT alg EdDSA). Thread-safe.
class TokenSigner {
 public:
  /// Reads a PEM private key; makes a new one (mode 0600, with its public half beside it as .pub)
  /// when the file does not exist.
  TokenSigner(const std::filesystem::path& private_key_pem, std::string issuer);
  ~TokenSigner();
  TokenSigner(const TokenSigner&) = delete;
  TokenSigner& operator=(const TokenSigner&) = delete;

  [[nodiscard]] std::string issue(const Principal& principal, Instant now,
                                  std::chrono::seconds lifetime) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One issuer whose tokens are taken: its algorithm is fixed here, never read from a token.
struct TrustedIssuer {
  std::string issuer;
  std::string algorithm;  // EdDSA, ES256 or RS256
  std::filesystem::path public_key_pem;
  std::string audience = "haven";
};

/// Checks tokens: size (4 kB), typ, signature, and only then what they say: issuer, audience, exp,
/// nbf and iat (60 s of skew), fund, known roles. Role family stands alone and names its claim.
/// Good tokens are remembered by hash until they expire, bounded. Thread-safe.
class TokenVerifier {
 public:
  TokenVerifier(std::vector<TrustedIssuer> issuers, std::vector<std::string> funds);
  ~TokenVerifier();
  TokenVerifier(const TokenVerifier&) = delete;
  TokenVerifier& operator=(const TokenVerifier&) = delete;

  /// `unauthenticated`, with one text for every cause, unless the token is good at `now`.
  Result<Principal> verify(std::string_view token, Instant now) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace haven::http
