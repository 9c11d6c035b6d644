#include "services/claims/domain/upload.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace haven::claims {
namespace {

using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t pdf_end_within = 1024;       // readers look no further for the end mark
constexpr std::uint32_t picture_side_max = 20000;  // pixels; more is a bomb, not a scan
constexpr std::size_t zip_end_bytes = 22;

std::uint32_t number_at(string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (const unsigned char byte : bytes.substr(at, 4)) number = number << 8 | byte;
  return number;
}

std::size_t little_at(string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) |
         static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 1])) << 8;
}

std::string lower(string_view text) {
  std::string low{text};
  std::ranges::transform(low, low.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return low;
}

string_view without_padding(string_view tail) {
  const auto last = tail.find_last_not_of("\0\r\n "sv);
  return tail.substr(0, last == string_view::npos ? 0 : last + 1);
}

bool is_pdf(const FileEnds& file) {
  const bool begins = file.head.starts_with("%PDF-1.") || file.head.starts_with("%PDF-2.");
  const string_view tail = file.tail;
  const string_view end = tail.substr(tail.size() - std::min(tail.size(), pdf_end_within));
  const auto xref = end.rfind("startxref"), eof = end.rfind("%%EOF");
  return begins && xref != string_view::npos && eof != string_view::npos && xref < eof;
}

// SOI, then a marker that may come first: an application segment, tables, a comment or a frame.
bool is_jpeg(const FileEnds& file) {
  if (!file.head.starts_with("\xFF\xD8\xFF"sv) || file.head.size() < 4) return false;
  const auto marker = static_cast<unsigned char>(file.head[3]);
  const bool known = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xDB || marker == 0xC4 ||
                     marker == 0xFE || (marker >= 0xC0 && marker <= 0xC2);
  return known && without_padding(file.tail).ends_with("\xFF\xD9"sv);
}

bool is_png(const FileEnds& file) {
  constexpr string_view begins = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"sv;
  constexpr string_view ends = "\0\0\0\0IEND\xAE\x42\x60\x82"sv;
  if (!file.head.starts_with(begins) || file.head.size() < 33) return false;
  const std::uint32_t width = number_at(file.head, 16), height = number_at(file.head, 20);
  const bool sane =
      width > 0 && height > 0 && width <= picture_side_max && height <= picture_side_max;
  return sane && file.tail.ends_with(ends);
}

// The end record of a ZIP whose comment reaches exactly to the end of the file. The four bytes
// alone turn up by chance in a compressed picture; with the right length they do not.
bool hides_zip(string_view tail) {
  for (auto at = tail.find("PK\5\6"sv); at != string_view::npos;
       at = tail.find("PK\5\6"sv, at + 1)) {
    if (at + zip_end_bytes > tail.size()) return false;
    if (at + zip_end_bytes + little_at(tail, at + 20) == tail.size()) return true;
  }
  return false;
}

// What a browser or a reader would look for near the start, whatever the name says.
bool hides_other_start(string_view head, MediaType type) {
  const std::string low = lower(head);
  constexpr std::array marks = {"<html"sv, "<script"sv, "<!doctype"sv, "<svg"sv,
                                "<?php"sv, "pk\3\4"sv,  "rar!\x1a"sv};
  const bool marked = std::ranges::any_of(
      marks, [&](string_view mark) { return low.find(mark) != std::string::npos; });
  return marked || (type != MediaType::pdf && low.find("%pdf-") != std::string::npos);
}

std::optional<MediaType> claimed_type(const FileEnds& file) {
  if (is_pdf(file)) return MediaType::pdf;
  if (is_jpeg(file)) return MediaType::jpeg;
  if (is_png(file)) return MediaType::png;
  return {};
}

}  // namespace

string_view name_of(MediaType type) {
  switch (type) {
    case MediaType::pdf:
      return "application/pdf";
    case MediaType::jpeg:
      return "image/jpeg";
    case MediaType::png:
      return "image/png";
  }
  return "";
}

string_view extension_of(string_view media_type) {
  if (media_type == name_of(MediaType::pdf)) return "pdf";
  if (media_type == name_of(MediaType::jpeg)) return "jpg";
  return "png";
}

std::optional<MediaType> media_type_of(const FileEnds& file) {
  const auto type = claimed_type(file);
  if (!type || hides_zip(file.tail) || hides_other_start(file.head, *type)) return {};
  return type;
}

}  // namespace haven::claims
