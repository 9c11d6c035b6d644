#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace haven::claims {

constexpr std::size_t upload_head_bytes = 1024;
/// A ZIP archive can be hidden behind another format as far from the end as its comment is long.
constexpr std::size_t upload_tail_bytes = 65536 + 22;

/// The two ends of an uploaded file; they overlap when it is short.
struct FileEnds {
  std::uint64_t bytes = 0;
  std::string head;  // the first upload_head_bytes
  std::string tail;  // the last upload_tail_bytes
};

enum class MediaType : std::uint8_t { pdf, jpeg, png };
/// "application/pdf"; and back from a stored row.
std::string_view name_of(MediaType type);
/// "pdf", for a file's name.
std::string_view extension_of(std::string_view media_type);

/// What the file is, by its content alone: its first bytes, the structure that must follow, and its
/// end. Nothing for anything else, for a file that was cut off, and for a file that is at the same
/// time something else (a ZIP, a web page or a PDF hidden in a picture).
[[nodiscard]] std::optional<MediaType> media_type_of(const FileEnds& file);

}  // namespace haven::claims
