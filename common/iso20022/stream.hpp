#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace haven::iso20022 {

/// Where a file comes from: fills the span from its front and returns how many bytes it put there;
/// 0 is the end of the file. What it throws (the disk is gone) passes through the reader untouched.
using Source = std::function<std::size_t(std::span<char>)>;

/// Where a file goes: takes the next bytes. What it throws passes through the writer untouched; the
/// file is then lost and written anew.
using Sink = std::function<void(std::string_view)>;

/// A file that is in memory already; the text outlives the source.
Source source_of(std::string_view text);

/// How much a file from a bank may ask of us. What passes a bound is refused, never cut.
struct Bounds {
  std::size_t depth = 64;                    // elements inside each other
  std::size_t text_bytes = 16 * 1024;        // the text of one element
  std::size_t markup_bytes = 64 * 1024;      // one tag, comment or instruction
  std::uint64_t file_bytes = 4'000'000'000;  // the whole file
};

}  // namespace haven::iso20022
