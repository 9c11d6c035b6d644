#include "common/core/id.hpp"

#include <array>
#include <cstdint>
#include <random>

#include "common/core/hash.hpp"

namespace haven {
namespace {

constexpr char digits[] = "0123456789abcdef";

std::string uuid_text(const std::array<std::uint8_t, 16>& bytes) {
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

std::mt19937_64& generator() {
  thread_local std::mt19937_64 engine = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device()};
    return std::mt19937_64{seed};
  }();
  return engine;
}

void stamp_version(std::array<std::uint8_t, 16>& bytes, int version) {
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
}

}  // namespace

std::string new_uuid(Instant now) {
  std::array<std::uint8_t, 16> bytes{};
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
  auto stamp = static_cast<std::uint64_t>(ms.count());
  for (int i = 5; i >= 0; --i, stamp >>= 8) bytes[static_cast<std::size_t>(i)] = stamp & 0xff;
  std::uint64_t high = generator()(), low = generator()();
  bytes[6] = high & 0xff;
  bytes[7] = (high >> 8) & 0xff;
  for (std::size_t i = 8; i < 16; ++i, low >>= 8) bytes[i] = low & 0xff;
  stamp_version(bytes, 7);
  return uuid_text(bytes);
}

std::string named_uuid(std::string_view name) {
  const std::string hash = sha256(name);
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < 16; ++i) bytes[i] = static_cast<std::uint8_t>(hash[i]);
  stamp_version(bytes, 8);
  return uuid_text(bytes);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return false;
    } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      return false;
    }
  }
  return true;
}

}  // namespace haven
