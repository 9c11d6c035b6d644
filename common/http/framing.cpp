#include "common/http/framing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <map>

namespace haven::http {
namespace {

constexpr std::size_t host_bytes_max = 255;
constexpr std::size_t empty_lines_max = 4;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool is_letter_or_digit(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

bool is_name_part(char c) {
  return is_letter_or_digit(c) || std::strchr("-._~", c) != nullptr;
}

bool is_address_part(char c) {
  return std::strchr("0123456789abcdefABCDEF:.", c) != nullptr;
}

bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

tl::unexpected<Response> bad(std::string detail) {
  return tl::unexpected<Response>{
      problem({ErrorKind::malformed, "malformed_request", std::move(detail), {}})};
}

// Fields of which a second one would leave open which holds.
constexpr std::array single = {
    "host",          "content-length", "transfer-encoding", "content-type",
    "authorization", "expect",         "idempotency-key",   "if-match"};

// The value of a field that may be there once; nothing when it is absent.
using Fields = std::map<std::string_view, std::string_view>;

tl::expected<Fields, Response> single_fields(const Head& head) {
  Fields fields;
  for (const auto& [name, value] : head.fields) {
    const auto known = std::ranges::find_if(
        single, [&](const char* one) { return equal_ignoring_case(one, name); });
    if (known == single.end()) continue;
    if (!fields.emplace(*known, value).second)
      return bad(std::string{*known} + " may be sent once.");
  }
  return fields;
}

tl::expected<Framing, Response> body_framing(const Head& head, const Fields& fields) {
  Framing framing;
  const auto length = fields.find("content-length"), coding = fields.find("transfer-encoding");
  if (coding != fields.end()) {
    if (length != fields.end()) return bad("Send Content-Length or Transfer-Encoding, not both.");
    if (head.version != 11) return bad("Transfer-Encoding does not exist in HTTP/1.0.");
    if (!equal_ignoring_case(coding->second, "chunked")) {
      return bad("The only Transfer-Encoding taken is chunked.");
    }
    framing.chunked = true;
  }
  if (length != fields.end()) {
    const std::string_view digits = length->second;
    const auto parsed =
        std::from_chars(digits.data(), digits.data() + digits.size(), framing.length);
    if (!are_digits(digits) || parsed.ec != std::errc{}) return bad("Content-Length is no number.");
  }
  return framing;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool HeadScan::is_wrong(char before, char c) const {
  if (c == '\0' || (c == '\n') != (before == '\r')) return true;
  const bool folds = seen_ == line_ && line_ > 0 && (c == ' ' || c == '\t');
  return folds;
}

HeadScan::Found HeadScan::look(std::string_view arrived) {
  for (; seen_ < arrived.size(); ++seen_) {
    if (seen_ >= bytes_max_) return Found::too_large;
    const char c = arrived[seen_];
    if (is_wrong(seen_ > 0 ? arrived[seen_ - 1] : '\0', c)) return Found::malformed;
    if (c != '\n') continue;
    const bool is_empty_line = seen_ - line_ == 1;
    line_ = seen_ + 1;
    if (!is_empty_line) continue;
    ++seen_;
    return Found::complete;
  }
  return Found::incomplete;
}

std::size_t empty_lines_before(std::string_view arrived) {
  std::size_t count = 0;
  while (count < empty_lines_max && arrived.substr(2 * count).starts_with("\r\n")) ++count;
  return 2 * count;
}

bool is_host(std::string_view value) {
  if (value.empty() || value.size() > host_bytes_max) return false;
  const bool bracketed = value.front() == '[';
  const auto end = bracketed ? value.find(']') : std::min(value.find(':'), value.size());
  if (end == std::string_view::npos || end == (bracketed ? 1u : 0u)) return false;
  const std::string_view name = bracketed ? value.substr(1, end - 1) : value.substr(0, end);
  const std::string_view port = value.substr(bracketed ? end + 1 : end);
  const bool name_is_right = std::ranges::all_of(name, bracketed ? is_address_part : is_name_part);
  const bool port_is_right = port.empty() || (port.size() <= 6 && port.front() == ':' &&
                                              (port.size() == 1 || are_digits(port.substr(1))));
  return name_is_right && port_is_right;
}

tl::expected<Framing, Response> framing_of(const Head& head) {
  const auto fields = single_fields(head);
  if (!fields) return tl::unexpected<Response>{fields.error()};
  const auto host = fields->find("host");
  if (host == fields->end() ? head.version == 11 : !is_host(host->second)) {
    return bad("Send exactly one valid Host.");
  }
  auto framing = body_framing(head, *fields);
  const auto expect = fields->find("expect");
  if (!framing || expect == fields->end()) return framing;
  if (!equal_ignoring_case(expect->second, "100-continue")) {
    return tl::unexpected<Response>{problem(417, {ErrorKind::malformed,
                                                  "expectation_unknown",
                                                  "The only Expect known is 100-continue.",
                                                  {}})};
  }
  framing->waits_for_continue = head.version == 11 && framing->has_body();
  return framing;
}

std::optional<std::string> trace_from(std::string_view text) {
  // version "-" trace id (32) "-" parent id (16) "-" flags (2); a later version may go on after
  // that.
  const auto is_hex = [](std::string_view part) {
    return part.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  };
  const auto is_zero = [](std::string_view part) {
    return part.find_first_not_of('0') == std::string_view::npos;
  };
  if (text.size() < 55 || text[2] != '-' || text[35] != '-' || text[52] != '-') return {};
  const std::string_view version = text.substr(0, 2), trace = text.substr(3, 32),
                         parent = text.substr(36, 16), flags = text.substr(53, 2);
  if (!is_hex(version) || !is_hex(trace) || !is_hex(parent) || !is_hex(flags)) return {};
  const bool length_is_right =
      version == "00" ? text.size() == 55 : text.size() == 55 || text[55] == '-';
  if (version == "ff" || !length_is_right || is_zero(trace) || is_zero(parent)) return {};
  return std::string{trace};
}

}  // namespace haven::http
