#include "common/http/target.hpp"

#include <algorithm>

#include "common/core/hash.hpp"
#include "common/http/framing.hpp"
#include "common/http/plain_text.hpp"

namespace haven::http {
namespace {

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += plus_is_space && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const std::string byte = from_hex(text.substr(i + 1, 2));
    if (byte.size() != 1) return {};
    plain += byte;
    i += 2;
  }
  if (!is_plain(plain)) return {};
  return plain;
}

bool has_dot_segment(std::string_view path) {
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find('/', at + 1), path.size());
    const std::string_view segment = path.substr(at + 1, end - at - 1);
    if (segment == "." || segment == "..") return true;
    at = end;
  }
  return false;
}

// An encoded slash would let one path be two.
std::optional<std::string> path_from(std::string_view text) {
  const auto count_slashes = [](std::string_view path) { return std::ranges::count(path, '/'); };
  auto path = decoded(text, false);
  if (!path || !path->starts_with('/') || count_slashes(*path) != count_slashes(text)) return {};
  if (has_dot_segment(*path)) return {};
  return path;
}

std::optional<std::map<std::string, std::string>> query_from(std::string_view text) {
  std::map<std::string, std::string> query;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals), true);
    auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || name->empty() || !value) return {};
    if (!query.emplace(std::move(*name), std::move(*value)).second) return {};
  }
  return query;
}

// Drops "http://host" of the form that proxies use.
std::string_view without_origin(std::string_view text) {
  const std::string_view scheme = "http://";
  if (!equal_ignoring_case(text.substr(0, scheme.size()), scheme)) return text;
  const auto path = text.find_first_of("/?", scheme.size());
  return path == std::string_view::npos ? "/" : text.substr(path);
}

}  // namespace

std::optional<Target> target_from(std::string_view text) {
  text = without_origin(text);
  if (text.find('#') != std::string_view::npos) return {};
  const auto question = std::min(text.find('?'), text.size());
  auto path = path_from(text.substr(0, question));
  auto query = query_from(text.substr(std::min(question + 1, text.size())));
  if (!path || !query) return {};
  return Target{std::move(*path), std::move(*query)};
}

}  // namespace haven::http
