#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "common/core/clock.hpp"

namespace haven::contributions {

/// Bands of age in days: 0 to 7, 8 to 30, 31 to 90, more than 90.
constexpr std::size_t bands = 4;
constexpr std::array<std::string_view, bands> band_names{"0-7", "8-30", "31-90", "over 90"};

/// The last days of age of every band but the last.
constexpr std::array<int, bands - 1> band_ends{7, 30, 90};

constexpr std::size_t band_of(std::int64_t days) {
  std::size_t band = 0;
  while (band < band_ends.size() && days > band_ends[band]) ++band;
  return band;
}

/// Minor units and counts by band.
struct Ages {
  std::array<std::int64_t, bands> minor{};
  std::array<std::int64_t, bands> count{};

  void add(std::size_t band, std::int64_t amount_minor, std::int64_t items) {
    minor[band] += amount_minor;
    count[band] += items;
  }
  [[nodiscard]] bool is_empty() const { return count == std::array<std::int64_t, bands>{}; }
  [[nodiscard]] std::int64_t total() const { return minor[0] + minor[1] + minor[2] + minor[3]; }
};

}  // namespace haven::contributions
