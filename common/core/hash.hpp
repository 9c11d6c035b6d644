#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace haven {

/// SHA-256, 32 raw bytes.
std::string sha256(std::string_view bytes);
/// SHA-256 in 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);
/// HMAC-SHA-256, 32 raw bytes.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

/// Lower-case hex of raw bytes, and back; empty when `hex` is not hex.
std::string to_hex(std::string_view bytes);
std::string from_hex(std::string_view hex);

/// True when equal; takes the same time wherever they differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// SHA-256 of bytes that arrive in parts.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view part);
  /// The digest as hex; call once.
  std::string finish_hex();

 private:
  void* context_;
};

}  // namespace haven
