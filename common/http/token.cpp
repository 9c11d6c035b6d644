#include "common/http/token.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "common/core/hash.hpp"
#include "common/http/base64url.hpp"
#include "common/http/plain_text.hpp"
#include "common/http/remembered_tokens.hpp"
#include "common/http/signature.hpp"
#include "common/http/strict_json.hpp"

namespace haven::http {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr std::size_t token_bytes_max = 4096;
constexpr std::size_t subject_characters_max = 100;
constexpr std::size_t remembered_max = 4096;
constexpr seconds skew{60};
constexpr std::int64_t last_second = 253402300799;  // the end of the year 9999
constexpr const char* own_audience = "haven";

std::int64_t seconds_of(Instant instant) {
  return std::chrono::floor<seconds>(instant.time_since_epoch()).count();
}

struct Parts {
  std::string_view signed_text;  // header and payload as they were sent
  std::string header, payload, signature;
};

std::optional<Parts> parts_of(std::string_view token) {
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == std::string_view::npos || first == last) return {};
  auto header = from_base64url(token.substr(0, first));
  auto payload = from_base64url(token.substr(first + 1, last - first - 1));
  auto signature = from_base64url(token.substr(last + 1));
  if (!header || !payload || !signature) return {};
  return Parts{token.substr(0, last), std::move(*header), std::move(*payload),
               std::move(*signature)};
}

std::optional<json::object> object_from(std::string_view text) {
  auto document = parse_strictly(text);
  if (!document || !document->is_object()) return {};
  return std::move(document->get_object());
}

// "" for what is missing or no text.
std::string_view text_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  const json::string* text = value ? value->if_string() : nullptr;
  return text ? std::string_view{text->data(), text->size()} : std::string_view{};
}

std::optional<std::int64_t> second_at(const json::object& claims, std::string_view name) {
  const json::value* value = claims.if_contains({name.data(), name.size()});
  const std::int64_t* second = value ? value->if_int64() : nullptr;
  if (second == nullptr || *second < 0 || *second > last_second) return {};
  return *second;
}

// The algorithm a header asks for; "" for a header that carries anything beyond what is known to be
// harmless. A key, or where to fetch one, is never taken from a token, and `kid` is not looked at.
std::string_view algorithm_of(const json::object& header) {
  static const std::set<std::string, std::less<>> harmless = {"alg", "typ", "kid", "x5t",
                                                              "x5t#S256"};
  for (const auto& field : header) {
    if (!harmless.contains(std::string_view{field.key().data(), field.key().size()})) return {};
  }
  const std::string_view type = text_at(header, "typ");
  return type == "JWT" || type == "at+jwt" ? text_at(header, "alg") : std::string_view{};
}

bool names_audience(const json::object& claims, std::string_view audience) {
  if (text_at(claims, "aud") == audience) return true;
  const json::value* value = claims.if_contains("aud");
  const json::array* several = value ? value->if_array() : nullptr;
  return several && std::any_of(several->begin(), several->end(), [&](const json::value& one) {
           return one.is_string() && std::string_view{one.get_string()} == audience;
         });
}

bool is_in_time(const json::object& claims, std::int64_t now) {
  const auto until = second_at(claims, "exp");
  if (!until || now >= *until + skew.count()) return false;
  for (const char* name : {"nbf", "iat"}) {
    const auto from = second_at(claims, name);
    if (claims.contains(name) && (!from || *from > now + skew.count())) return false;
  }
  return true;
}

// Nothing unless every role is known. Role family is bound to one claim and stands alone.
std::optional<std::set<std::string>> roles_of(const json::object& claims) {
  const json::value* value = claims.if_contains("roles");
  const json::array* list = value ? value->if_array() : nullptr;
  if (list == nullptr || list->empty()) return {};
  std::set<std::string> roles;
  for (const json::value& role : *list) {
    const json::string* name = role.if_string();
    if (name == nullptr || !known_roles().contains({name->data(), name->size()})) return {};
    roles.emplace(name->data(), name->size());
  }
  const bool is_family = roles.contains("family");
  if (is_family && (roles.size() > 1 || text_at(claims, "claim").empty())) return {};
  return roles;
}

bool is_name(std::string_view text) {
  return !text.empty() && is_plain(text) && characters_in(text) <= subject_characters_max;
}

std::optional<Principal> principal_of(const json::object& claims,
                                      const std::set<std::string, std::less<>>& funds) {
  const auto roles = roles_of(claims);
  const std::string_view subject = text_at(claims, "sub"), fund = text_at(claims, "fund"),
                         claim = text_at(claims, "claim");
  const bool claim_is_right = !claims.contains("claim") || is_name(claim);
  if (!roles || !is_name(subject) || !funds.contains(fund) || !claim_is_right) return {};
  return Principal{std::string{subject}, std::string{fund}, *roles, std::string{claim}};
}

struct Trusted {
  TrustedIssuer issuer;
  VerifyingKey key;
};

}  // namespace

struct TokenSigner::State {
  SigningKey key;
  std::string issuer;
};

TokenSigner::TokenSigner(const std::filesystem::path& private_key_pem, std::string issuer)
    : state_(new State{SigningKey{private_key_pem}, std::move(issuer)}) {}
TokenSigner::~TokenSigner() = default;

std::string TokenSigner::issue(const Principal& principal, Instant now, seconds lifetime) const {
  const std::int64_t second = seconds_of(now);
  json::object claims{{"iss", state_->issuer},
                      {"aud", own_audience},
                      {"sub", principal.subject},
                      {"fund", principal.fund},
                      {"roles", json::array(principal.roles.begin(), principal.roles.end())},
                      {"iat", second},
                      {"nbf", second},
                      {"exp", second + lifetime.count()}};
  if (!principal.claim.empty()) claims["claim"] = principal.claim;
  const std::string signed_text =
      to_base64url(R"({"alg":"EdDSA","typ":"JWT"})") + '.' + to_base64url(json::serialize(claims));
  return signed_text + '.' + to_base64url(state_->key.sign(signed_text));
}

struct TokenVerifier::State {
  std::vector<Trusted> trusted;
  std::set<std::string, std::less<>> funds;
  RememberedTokens remembered{remembered_max};

  // The claims of a token whose signature one of the keys made, and whose issuer is that key's.
  // Nothing of the payload is read before.
  std::optional<json::object> claims_of(const Parts& parts) const {
    const auto header = object_from(parts.header);
    const std::string_view algorithm = header ? algorithm_of(*header) : std::string_view{};
    for (const auto& [issuer, key] : trusted) {
      if (key.algorithm() != algorithm || !key.accepts(parts.signed_text, parts.signature))
        continue;
      auto claims = object_from(parts.payload);
      if (claims && text_at(*claims, "iss") == issuer.issuer &&
          names_audience(*claims, issuer.audience)) {
        return claims;
      }
    }
    return {};
  }

  std::optional<Principal> check(std::string_view token, const std::string& hash,
                                 std::int64_t now) {
    const auto parts = parts_of(token);
    const auto claims = parts ? claims_of(*parts) : std::nullopt;
    if (!claims || !is_in_time(*claims, now)) return {};
    auto principal = principal_of(*claims, funds);
    if (principal) remembered.add(hash, *principal, now, *second_at(*claims, "exp"));
    return principal;
  }
};

TokenVerifier::TokenVerifier(std::vector<TrustedIssuer> issuers, std::vector<std::string> funds)
    : state_(std::make_unique<State>()) {
  for (TrustedIssuer& issuer : issuers) {
    VerifyingKey key{issuer.algorithm, issuer.public_key_pem};
    state_->trusted.push_back({std::move(issuer), std::move(key)});
  }
  state_->funds.insert(funds.begin(), funds.end());
}
TokenVerifier::~TokenVerifier() = default;

Result<Principal> TokenVerifier::verify(std::string_view token, Instant now) const {
  if (token.size() <= token_bytes_max) {
    const std::string hash = sha256(token);
    const std::int64_t second = seconds_of(now);
    if (auto known = state_->remembered.find(hash, second)) return *known;
    if (auto principal = state_->check(token, hash, second)) return *principal;
  }
  return refuse(ErrorKind::unauthenticated, "token_not_accepted",
                "The token is not accepted; ask for a new one and send it as Authorization: "
                "Bearer <token>.");
}

}  // namespace haven::http
