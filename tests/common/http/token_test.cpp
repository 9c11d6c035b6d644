#include "common/http/token.hpp"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "common/core/hash.hpp"
#include "common/http/base64url.hpp"
#include "common/http/remembered_tokens.hpp"
#include "tests/common/http/server_fixture.hpp"

namespace haven::http {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::seconds;

const Instant now = *instant_from("2024-05-14T10:00:00Z");
const std::string now_s = "1715680800";

std::string content_of(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string at(int offset) {
  return std::to_string(1715680800 + offset);
}

// The payload of a good token, with one field replaced by other text or left out.
std::string payload_with(const std::string& name = "", const std::string& value = "") {
  std::map<std::string, std::string> claims = {{"iss", "\"haven\""},
                                               {"aud", "\"haven\""},
                                               {"sub", "\"maria\""},
                                               {"fund", "\"owwa\""},
                                               {"roles", "[\"adjudicator\"]"},
                                               {"iat", now_s},
                                               {"nbf", now_s},
                                               {"exp", at(3600)}};
  if (value == "-")
    claims.erase(name);
  else if (!name.empty())
    claims[name] = value;
  std::string text;
  for (const auto& [key, json] : claims)
    text += (text.empty() ? "{\"" : ",\"") + key + "\":" + json;
  return text + "}";
}

const std::string good_header = R"({"alg":"EdDSA","typ":"JWT"})";

using Key = std::shared_ptr<EVP_PKEY>;

// Made once for all tests: an RSA key takes its time.
struct Keys {
  Key own{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free};
  Key other{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free};
  Key p256{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), EVP_PKEY_free};
  Key rsa{EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048}), EVP_PKEY_free};
};

const Keys& keys() {
  static const Keys made;
  return made;
}

// Keys of every kind in a folder, and what signs with them.
struct TokenTest : testing::Test {
  TokenTest() {
    write_public_half("own", own);
    write_public_half("p256", p256);
    write_public_half("rsa", rsa);
    verifier = std::make_unique<TokenVerifier>(
        std::vector<TrustedIssuer>{
            {"haven", "EdDSA", folder.path() / "own.pub"},
            {"https://idp.example", "ES256", folder.path() / "p256.pub"},
            {"https://old.example", "RS256", folder.path() / "rsa.pub", "fund-api"}},
        std::vector<std::string>{"owwa", "twin"});
  }

  void write_public_half(const std::string& name, const Key& key) const {
    std::FILE* file = std::fopen((folder.path() / (name + ".pub")).c_str(), "w");
    PEM_write_PUBKEY(file, key.get());
    std::fclose(file);
  }

  static std::string sign(EVP_PKEY* key, const std::string& text) {
    const EVP_MD* digest = EVP_PKEY_is_a(key, "ED25519") ? nullptr : EVP_sha256();
    std::string signature(512, '\0');
    std::size_t length = signature.size();
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, digest, nullptr, key);
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &length,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    EVP_MD_CTX_free(context);
    signature.resize(length);
    return signature;
  }

  // An ECDSA signature as JWT writes it.
  static std::string pair_of(const std::string& der) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* numbers = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size()));
    std::string pair(64, '\0');
    auto* out = reinterpret_cast<unsigned char*>(pair.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(numbers), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(numbers), out + 32, 32);
    ECDSA_SIG_free(numbers);
    return pair;
  }

  static std::string unsigned_of(const std::string& header, const std::string& payload) {
    return to_base64url(header) + "." + to_base64url(payload);
  }

  std::string token(const std::string& header, const std::string& payload) const {
    const std::string text = unsigned_of(header, payload);
    return text + "." + to_base64url(sign(own.get(), text));
  }
  std::string token_with(const std::string& name, const std::string& value) const {
    return token(good_header, payload_with(name, value));
  }

  test::TemporaryFolder folder;
  const Key own = keys().own, other = keys().other, p256 = keys().p256, rsa = keys().rsa;
  std::unique_ptr<TokenVerifier> verifier;
};

TEST_F(TokenTest, TakesWhatTheSignerIssued) {
  const TokenSigner signer{folder.path() / "new" / "key.pem", "haven"};
  const TokenVerifier takes{{{"haven", "EdDSA", folder.path() / "new" / "key.pem.pub"}}, {"owwa"}};
  const Principal maria{"maria", "owwa", {"adjudicator", "approver"}, ""};
  const auto found = takes.verify(signer.issue(maria, now, hours{8}), now);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->subject, "maria");
  EXPECT_EQ(found->fund, "owwa");
  EXPECT_EQ(found->roles, maria.roles);
  EXPECT_EQ(found->claim, "");
  const Principal family{"family-of-7", "owwa", {"family"}, "018f7a3e-1111-7abc-8def-0123456789ab"};
  EXPECT_EQ(takes.verify(signer.issue(family, now, hours{1}), now)->claim, family.claim);
}

TEST_F(TokenTest, TakesTheVariantsThatMayBe) {
  EXPECT_TRUE(verifier->verify(token(good_header, payload_with()), now));
  EXPECT_TRUE(verifier->verify(token(R"({"typ":"at+jwt","alg":"EdDSA"})", payload_with()), now));
  EXPECT_TRUE(verifier->verify(token_with("aud", R"(["other","haven"])"), now));
  EXPECT_TRUE(verifier->verify(token_with("fund", "\"twin\""), now));
  EXPECT_TRUE(verifier->verify(token_with("nbf", "-"), now));
  EXPECT_TRUE(verifier->verify(token_with("iat", "-"), now));
  EXPECT_TRUE(verifier->verify(token_with("email_verified", "true"), now));
  for (const char* kid : {"1", "../../dev/null", "' or 1=1 --", "http://evil.example/key"}) {
    const std::string header = std::string{R"({"alg":"EdDSA","typ":"JWT","kid":")"} + kid + "\"}";
    EXPECT_TRUE(verifier->verify(token(header, payload_with()), now)) << "kid is not looked at";
  }
}

TEST_F(TokenTest, RefusesEveryBadTokenWithOneText) {
  const std::string good = token(good_header, payload_with());
  const std::string by_own =
      to_base64url(sign(own.get(), unsigned_of(good_header, payload_with())));
  const auto header = [&](const std::string& text) { return token(text, payload_with()); };
  const auto hs256 = [&](const std::string& key) {
    const std::string text = unsigned_of(R"({"alg":"HS256","typ":"JWT"})", payload_with());
    return text + "." + to_base64url(hmac_sha256(key, text));
  };
  const auto raw = [&](const std::string& text) { return text; };
  const std::vector<std::pair<std::string, std::string>> tokens = {
      {"nothing", ""},
      {"one part", "a"},
      {"two parts", "a.b"},
      {"empty parts", ".."},
      {"four parts", good + ".x"},
      {"five parts, encrypted", "e30.e30.e30.e30.e30"},
      {"no signature", unsigned_of(good_header, payload_with()) + "."},
      {"alg none", unsigned_of(R"({"alg":"none","typ":"JWT"})", payload_with()) + "."},
      {"alg None", unsigned_of(R"({"alg":"None","typ":"JWT"})", payload_with()) + "."},
      {"alg NONE", unsigned_of(R"({"alg":"NONE","typ":"JWT"})", payload_with()) + "."},
      {"alg none, signed", header(R"({"alg":"none","typ":"JWT"})")},
      {"no alg", header(R"({"typ":"JWT"})")},
      {"alg null", header(R"({"alg":null,"typ":"JWT"})")},
      {"alg a list", header(R"({"alg":["EdDSA"],"typ":"JWT"})")},
      {"alg eddsa", header(R"({"alg":"eddsa","typ":"JWT"})")},
      {"alg of another issuer", header(R"({"alg":"ES256","typ":"JWT"})")},
      {"alg twice", header(R"({"alg":"EdDSA","alg":"none","typ":"JWT"})")},
      {"HS256 with the public key", hs256(content_of(folder.path() / "own.pub"))},
      {"HS256 with an empty key", hs256("")},
      {"no typ", header(R"({"alg":"EdDSA"})")},
      {"typ of something else", header(R"({"alg":"EdDSA","typ":"id+jwt"})")},
      {"typ of encryption", header(R"({"alg":"EdDSA","typ":"JWE"})")},
      {"jku", header(R"({"alg":"EdDSA","typ":"JWT","jku":"https://evil.example/keys"})")},
      {"jwk", header(R"({"alg":"EdDSA","typ":"JWT","jwk":{"kty":"OKP"}})")},
      {"x5c", header(R"({"alg":"EdDSA","typ":"JWT","x5c":[]})")},
      {"x5u", header(R"({"alg":"EdDSA","typ":"JWT","x5u":"https://evil.example"})")},
      {"crit", header(R"({"alg":"EdDSA","typ":"JWT","crit":["exp"]})")},
      {"b64", header(R"({"alg":"EdDSA","typ":"JWT","b64":false})")},
      {"zip", header(R"({"alg":"EdDSA","typ":"JWT","zip":"DEF"})")},
      {"header no object", header("[]")},
      {"header no JSON", header("{")},
      {"another key",
       unsigned_of(good_header, payload_with()) + "." +
           to_base64url(sign(other.get(), unsigned_of(good_header, payload_with())))},
      {"signature of another token",
       unsigned_of(good_header, payload_with("sub", "\"eve\"")) + "." + by_own},
      {"padding", good + "=="},
      {"space before", " " + good},
      {"line end after", good + "\n"},
      {"plain base64 of the same", raw("eyJhbGciOiJFZERTQSJ9+.e30/.AA")},
      {"payload no object", token(good_header, "[]")},
      {"payload empty", token(good_header, "")},
      {"payload not UTF-8", token_with("sub", "\"\xff\"")},
      {"payload nested deep", token_with("x", std::string(40, '[') + std::string(40, ']'))},
      {"issuer of another key", token_with("iss", "\"https://idp.example\"")},
      {"issuer unknown", token_with("iss", "\"evil\"")},
      {"issuer in capitals", token_with("iss", "\"Haven\"")},
      {"no issuer", token_with("iss", "-")},
      {"issuer a list", token_with("iss", R"(["haven"])")},
      {"audience of another", token_with("aud", "\"other\"")},
      {"audiences of others", token_with("aud", R"(["other","haven2"])")},
      {"no audience", token_with("aud", "-")},
      {"no subject", token_with("sub", "-")},
      {"empty subject", token_with("sub", "\"\"")},
      {"subject a number", token_with("sub", "7")},
      {"subject with a line end", token_with("sub", "\"maria\\nadmin\"")},
      {"subject with NUL", token_with("sub", "\"maria\\u0000\"")},
      {"subject too long", token_with("sub", "\"" + std::string(101, 'm') + "\"")},
      {"fund unknown", token_with("fund", "\"other\"")},
      {"no fund", token_with("fund", "-")},
      {"fund a list", token_with("fund", R"(["owwa"])")},
      {"no roles", token_with("roles", "-")},
      {"roles empty", token_with("roles", "[]")},
      {"roles a text", token_with("roles", "\"adjudicator\"")},
      {"role unknown", token_with("roles", R"(["adjudicator","root"])")},
      {"role with NUL", token_with("roles", R"(["adjudicator\u0000x"])")},
      {"role a number", token_with("roles", "[1]")},
      {"family without a claim", token_with("roles", R"(["family"])")},
      {"family with another role",
       token(good_header, payload_with("roles", R"(["family","auditor"],"claim":"7")"))},
      {"claim a number", token_with("claim", "7")},
      {"no exp", token_with("exp", "-")},
      {"exp as text", token_with("exp", "\"" + at(3600) + "\"")},
      {"exp as fraction", token_with("exp", at(3600) + ".5")},
      {"exp null", token_with("exp", "null")},
      {"exp negative", token_with("exp", "-1")},
      {"exp beyond time", token_with("exp", "9223372036854775807")},
      {"exp huge", token_with("exp", "1e300")},
      {"expired", token_with("exp", at(-3600))},
      {"exp twice", token_with("exp", at(3600) + ",\"exp\":" + at(9999))},
      {"role twice", token_with("roles", R"(["adjudicator"],"roles":["operator"])")},
      {"nbf in the future", token_with("nbf", at(3600))},
      {"nbf as text", token_with("nbf", "\"" + now_s + "\"")},
      {"iat in the future", token_with("iat", at(3600))},
      {"too large", token_with("pad", "\"" + std::string(4000, 'x') + "\"")},
      {"a megabyte", std::string(1 << 20, 'a')},
      {"a megabyte of dots", std::string(1 << 20, '.')},
  };
  EXPECT_GE(tokens.size(), 60u);
  ASSERT_TRUE(verifier->verify(good, now));
  const Error one_text = verifier->verify("", now).error();
  EXPECT_EQ(one_text.kind, ErrorKind::unauthenticated);
  for (const auto& [what, text] : tokens) {
    const auto found = verifier->verify(text, now);
    ASSERT_FALSE(found) << what;
    EXPECT_EQ(found.error(), one_text) << what;
  }
}

TEST_F(TokenTest, RefusesAFlippedBitAtEveryByte) {
  const std::string good = token(good_header, payload_with());
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[i] = static_cast<char>(bad[i] ^ (1 << bit));
      EXPECT_FALSE(verifier->verify(bad, now)) << i << " " << bit;
    }
    EXPECT_FALSE(verifier->verify(good.substr(0, i), now)) << i;
  }
  EXPECT_TRUE(verifier->verify(good, now));
}

TEST_F(TokenTest, HasSixtySecondsOfSkewAtBothEnds) {
  const std::string text = token_with("", "");
  const Instant end = now + hours{1};
  for (int round = 0; round < 2; ++round) {  // the second time it may be remembered
    EXPECT_TRUE(verifier->verify(text, end - seconds{1}));
    EXPECT_TRUE(verifier->verify(text, end + seconds{59}));
    EXPECT_FALSE(verifier->verify(text, end + seconds{60}));
    EXPECT_TRUE(verifier->verify(text, now - seconds{60}));
    EXPECT_FALSE(verifier->verify(text, now - seconds{61}));
  }
}

TEST(RememberedTokens, AreNeverKeptBeyondTheirEnd) {
  RememberedTokens tokens{10};
  const Principal maria{"maria", "owwa", {"auditor"}, ""};
  tokens.add("a", maria, 100, 200);
  EXPECT_EQ(tokens.find("a", 100)->subject, "maria");
  EXPECT_TRUE(tokens.find("a", 199));
  EXPECT_FALSE(tokens.find("b", 150));
  EXPECT_FALSE(tokens.find("a", 200));
  EXPECT_FALSE(tokens.find("a", 150)) << "forgotten at the first look after its end";
  tokens.add("a", maria, 100, 200);
  EXPECT_FALSE(tokens.find("a", 99)) << "a clock that went back: check it again";
}

TEST(RememberedTokens, AreBounded) {
  RememberedTokens tokens{3};
  for (const char* hash : {"a", "b", "c"}) tokens.add(hash, {}, 100, 200);
  EXPECT_EQ(tokens.size(), 3u);
  tokens.add("d", {}, 150, 300);
  EXPECT_EQ(tokens.size(), 1u) << "nothing had expired, so all went";
  tokens.add("e", {}, 150, 160);
  tokens.add("f", {}, 150, 300);
  tokens.add("g", {}, 160, 300);
  EXPECT_EQ(tokens.size(), 3u) << "what had expired went first";
  EXPECT_TRUE(tokens.find("d", 170));
}

TEST_F(TokenTest, IsCheckedFromManyThreads) {
  const std::string good = token_with("", ""), bad = token_with("fund", "\"x\"");
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 50; ++n) {
        wrong += !verifier->verify(good, now + seconds{i});
        wrong += verifier->verify(bad, now).has_value();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(TokenTest, TakesEs256OfItsIssuer) {
  const std::string payload = payload_with("iss", "\"https://idp.example\"");
  const std::string text = unsigned_of(R"({"alg":"ES256","typ":"JWT"})", payload);
  const std::string der = sign(p256.get(), text);
  EXPECT_TRUE(verifier->verify(text + "." + to_base64url(pair_of(der)), now));
  EXPECT_FALSE(verifier->verify(text + "." + to_base64url(der), now)) << "DER is not JWT's form";
  EXPECT_FALSE(verifier->verify(text + "." + to_base64url(std::string(64, '\0')), now));
  EXPECT_FALSE(verifier->verify(text + "." + to_base64url(std::string(64, '\xff')), now));
  const std::string as_own = unsigned_of(R"({"alg":"ES256","typ":"JWT"})", payload_with());
  EXPECT_FALSE(
      verifier->verify(as_own + "." + to_base64url(pair_of(sign(p256.get(), as_own))), now))
      << "one issuer's key does not speak for another";
}

TEST_F(TokenTest, TakesRs256OfItsIssuerAndAudience) {
  const auto signed_by_rsa = [&](const std::string& audience) {
    const std::string payload =
        payload_with("iss", "\"https://old.example\",\"aud\":\"" + audience + "\"");
    std::string once = payload;
    once.erase(once.find("\"aud\":\"haven\","), 14);
    const std::string text = unsigned_of(R"({"alg":"RS256","typ":"JWT"})", once);
    return text + "." + to_base64url(sign(rsa.get(), text));
  };
  EXPECT_TRUE(verifier->verify(signed_by_rsa("fund-api"), now));
  EXPECT_FALSE(verifier->verify(signed_by_rsa("haven"), now));
}

TEST_F(TokenTest, WantsAKeyThatFitsItsAlgorithm) {
  const auto with = [&](const std::string& algorithm, const std::string& file) {
    return TokenVerifier{{{"x", algorithm, folder.path() / file}}, {"owwa"}};
  };
  write_public_half("small",
                    {EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{1024}), EVP_PKEY_free});
  write_public_half("p384", {EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384"), EVP_PKEY_free});
  std::ofstream{folder.path() / "text.pub"} << "no key";
  for (const auto& [algorithm, file] :
       std::vector<std::pair<std::string, std::string>>{{"EdDSA", "p256.pub"},
                                                        {"EdDSA", "rsa.pub"},
                                                        {"ES256", "own.pub"},
                                                        {"ES256", "p384.pub"},
                                                        {"RS256", "p256.pub"},
                                                        {"RS256", "small.pub"},
                                                        {"HS256", "own.pub"},
                                                        {"none", "own.pub"},
                                                        {"EdDSA", "text.pub"},
                                                        {"EdDSA", "absent.pub"}}) {
    EXPECT_THROW(with(algorithm, file), std::runtime_error) << algorithm << " " << file;
  }
}

TEST_F(TokenTest, KeepsItsKeyFileToItself) {
  const fs::path file = folder.path() / "deep" / "er" / "key.pem";
  const TokenSigner first{file, "haven"};
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const std::string before = content_of(file);
  const TokenSigner second{file, "haven"};
  EXPECT_EQ(content_of(file), before);
  const TokenVerifier takes{{{"haven", "EdDSA", file.string() + ".pub"}}, {"owwa"}};
  const Principal maria{"maria", "owwa", {"auditor"}, ""};
  EXPECT_TRUE(takes.verify(first.issue(maria, now, hours{1}), now));
  EXPECT_TRUE(takes.verify(second.issue(maria, now, hours{1}), now));
  fs::remove(file.string() + ".pub");
  const TokenSigner third{file, "haven"};
  EXPECT_TRUE(fs::exists(file.string() + ".pub"));
  fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
  EXPECT_THROW(TokenSigner(file, "haven"), std::runtime_error);
}

TEST_F(TokenTest, SettlesOnOneKeyWhenManyStartAtOnce) {
  const fs::path file = folder.path() / "key.pem";
  std::vector<std::thread> threads;
  std::vector<std::string> tokens(8);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    threads.emplace_back([&, i] {
      tokens[i] =
          TokenSigner{file, "haven"}.issue({"maria", "owwa", {"auditor"}, ""}, now, hours{1});
    });
  }
  for (auto& thread : threads) thread.join();
  const TokenVerifier takes{{{"haven", "EdDSA", file.string() + ".pub"}}, {"owwa"}};
  for (const std::string& text : tokens) EXPECT_TRUE(takes.verify(text, now));
}

}  // namespace
}  // namespace haven::http
