#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace haven::http {

/// What a request line asks for, decoded once and for all.
struct Target {
  std::string path;
  std::map<std::string, std::string> query;
};

/// Reads "/path?name=value&..." or "http://host/path?...". Nothing for broken percent signs, an
/// encoded slash, "." and ".." as segments, a parameter that comes twice, and what is not UTF-8 or
/// holds control characters once decoded.
std::optional<Target> target_from(std::string_view text);

}  // namespace haven::http
