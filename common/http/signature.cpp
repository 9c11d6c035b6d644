#include "common/http/signature.hpp"

#include <fcntl.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include "common/core/ensure.hpp"

namespace haven::http {
namespace {

namespace fs = std::filesystem;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;
using Context = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

constexpr int rsa_bits_min = 2048;
constexpr std::size_t p256_number_size = 32;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

[[noreturn]] void refuse_key(const fs::path& file, const std::string& why) {
  throw std::runtime_error{"token key " + file.string() + ": " + why};
}

File open_for_reading(const fs::path& file) {
  File opened{std::fopen(file.c_str(), "re"), std::fclose};
  if (!opened) refuse_key(file, "cannot be opened");
  return opened;
}

std::shared_ptr<EVP_PKEY> owned(EVP_PKEY* key, const fs::path& file, const char* wanted) {
  ERR_clear_error();
  if (key == nullptr) refuse_key(file, std::string{"holds no "} + wanted);
  return {key, EVP_PKEY_free};
}

// A key under a passphrase is refused; without this OpenSSL would ask on the terminal.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

bool fits(const EVP_PKEY* key, const std::string& algorithm) {
  if (algorithm == "EdDSA") return EVP_PKEY_is_a(key, "ED25519");
  if (algorithm == "RS256")
    return EVP_PKEY_is_a(key, "RSA") && EVP_PKEY_get_bits(key) >= rsa_bits_min;
  if (algorithm != "ES256" || !EVP_PKEY_is_a(key, "EC")) return false;
  char group[64] = {};
  std::size_t length = 0;
  EVP_PKEY_get_group_name(key, group, sizeof group, &length);
  return std::string_view{group, length} == "prime256v1";
}

// JWT writes an ECDSA signature as two numbers of 32 bytes; OpenSSL reads DER.
std::string der_of(std::string_view pair) {
  if (pair.size() != 2 * p256_number_size) return {};
  const std::unique_ptr<ECDSA_SIG, void (*)(ECDSA_SIG*)> numbers{ECDSA_SIG_new(), ECDSA_SIG_free};
  ECDSA_SIG_set0(numbers.get(), BN_bin2bn(bytes_of(pair), p256_number_size, nullptr),
                 BN_bin2bn(bytes_of(pair) + p256_number_size, p256_number_size, nullptr));
  unsigned char* der = nullptr;
  const int length = i2d_ECDSA_SIG(numbers.get(), &der);
  std::string text{reinterpret_cast<char*>(der), static_cast<std::size_t>(std::max(length, 0))};
  OPENSSL_free(der);
  return text;
}

std::string pem_of(EVP_PKEY* key, bool secret) {
  const Bio memory{BIO_new(BIO_s_mem()), BIO_free};
  const int written =
      secret ? PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr)
             : PEM_write_bio_PUBKEY(memory.get(), key);
  ensure(written == 1, "a key can be written as PEM");
  char* text = nullptr;
  const long length = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

// Puts a file in place whole or not at all, and never over another: the first of several wins.
void place(const fs::path& file, const std::string& content, mode_t mode) {
  std::string draft = file.string() + ".XXXXXX";
  const int handle = ::mkostemp(draft.data(), O_CLOEXEC);
  if (handle < 0) refuse_key(file, "its folder cannot be written");
  const bool written =
      ::write(handle, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
      ::fchmod(handle, mode) == 0 && ::fsync(handle) == 0;
  ::close(handle);
  std::error_code exists;
  if (written) fs::create_hard_link(draft, file, exists);
  ::unlink(draft.c_str());
  if (!written || (exists && exists != std::errc::file_exists)) {
    refuse_key(file, "cannot be written");
  }
}

void make_key(const fs::path& file) {
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  const std::shared_ptr<EVP_PKEY> key{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"),
                                      EVP_PKEY_free};
  ensure(key != nullptr, "OpenSSL makes Ed25519 keys");
  place(file, pem_of(key.get(), true), 0600);
}

void refuse_if_open_to_all(const fs::path& file) {
  const auto open = fs::status(file).permissions() & fs::perms::others_all;
  if (open != fs::perms::none) refuse_key(file, "may be read by anyone; chmod it to 0600");
}

}  // namespace

VerifyingKey::VerifyingKey(std::string algorithm, const fs::path& public_key_pem)
    : algorithm_(std::move(algorithm)) {
  const File file = open_for_reading(public_key_pem);
  key_ = owned(PEM_read_PUBKEY(file.get(), nullptr, no_passphrase, nullptr), public_key_pem,
               "public key in PEM");
  if (!fits(key_.get(), algorithm_)) {
    refuse_key(public_key_pem, "does not fit the algorithm " + algorithm_ +
                                   "; known are EdDSA (Ed25519), ES256 (P-256), RS256 (RSA 2048)");
  }
}

bool VerifyingKey::accepts(std::string_view text, std::string_view signature) const {
  const std::string der = algorithm_ == "ES256" ? der_of(signature) : std::string{signature};
  const EVP_MD* digest = algorithm_ == "EdDSA" ? nullptr : EVP_sha256();
  const Context context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
  const bool good =
      EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), bytes_of(der), der.size(), bytes_of(text), text.size()) == 1;
  ERR_clear_error();
  return good;
}

SigningKey::SigningKey(const fs::path& private_key_pem) {
  if (!fs::exists(private_key_pem)) make_key(private_key_pem);
  refuse_if_open_to_all(private_key_pem);
  const File file = open_for_reading(private_key_pem);
  key_ = owned(PEM_read_PrivateKey(file.get(), nullptr, no_passphrase, nullptr), private_key_pem,
               "private key in PEM without passphrase");
  if (!fits(key_.get(), "EdDSA")) refuse_key(private_key_pem, "is no Ed25519 key");
  const fs::path public_half = private_key_pem.string() + ".pub";
  if (!fs::exists(public_half)) place(public_half, pem_of(key_.get(), false), 0644);
}

std::string SigningKey::sign(std::string_view text) const {
  std::string signature(64, '\0');
  std::size_t length = signature.size();
  const Context context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
  ensure(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
             EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()),
                            &length, bytes_of(text), text.size()) == 1,
         "an Ed25519 key signs");
  return signature;
}

}  // namespace haven::http
