#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "common/http/message.hpp"

namespace haven::http {

/// Where a request begins and ends must be beyond doubt: two servers in a row that disagree let one
/// client slip requests into the connection of another. What Beast 1.81 accepts beyond that is
/// refused here, before a byte of the body is read.

/// Looks for the end of a header block while it arrives.
class HeadScan {
 public:
  enum class Found { incomplete, complete, malformed, too_large };

  explicit HeadScan(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  /// `arrived` is everything of this request so far; looks only at what is new. Malformed are line
  /// ends other than CRLF, NUL, and folded lines.
  Found look(std::string_view arrived);
  /// The length of the block with its empty line, once complete.
  [[nodiscard]] std::size_t size() const { return seen_; }

 private:
  [[nodiscard]] bool is_wrong(char before, char c) const;

  std::size_t bytes_max_;
  std::size_t seen_ = 0;
  std::size_t line_ = 0;  // where the current line begins
};

/// The bytes of empty lines that a careless client left before its request line.
std::size_t empty_lines_before(std::string_view arrived);

struct HeaderField {
  std::string_view name;
  std::string_view value;
};

struct Head {
  std::string_view method;
  std::string_view target;
  int version = 11;  // 10 or 11
  std::vector<HeaderField> fields;
};

/// How the body arrives.
struct Framing {
  bool chunked = false;
  std::uint64_t length = 0;
  bool waits_for_continue = false;  // the client sends the body only after 100 Continue
  [[nodiscard]] bool has_body() const { return chunked || length > 0; }
};

/// A problem answer unless the fields leave no doubt: Host exactly once and valid, Content-Length
/// at most once and digits, Transfer-Encoding exactly `chunked` and not in HTTP/1.0, never both,
/// and no field twice of which only one can hold.
tl::expected<Framing, Response> framing_of(const Head& head);

/// "host", "host:port", "1.2.3.4:80", "[::1]:80".
bool is_host(std::string_view value);
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// The trace id of a W3C `traceparent`; nothing when it is not one.
std::optional<std::string> trace_from(std::string_view traceparent);

}  // namespace haven::http
