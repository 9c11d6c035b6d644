#include "common/core/csv.hpp"

#include <algorithm>

namespace haven {
namespace {

// Reads the quoted field that begins at `at` and moves `at` behind its closing quote.
std::optional<std::string> quoted_field(std::string_view line, std::size_t& at) {
  std::string field;
  for (++at; at < line.size(); ++at) {
    if (line[at] != '"') {
      field += line[at];
    } else if (at + 1 < line.size() && line[at + 1] == '"') {
      field += line[++at];
    } else {
      ++at;
      return field;
    }
  }
  return {};
}

}  // namespace

std::optional<std::vector<std::string>> csv_fields(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::vector<std::string> fields;
  for (std::size_t at = 0;; ++at) {
    if (at < line.size() && line[at] == '"') {
      auto field = quoted_field(line, at);
      if (!field) return {};
      fields.push_back(std::move(*field));
    } else {
      const std::size_t end = std::min(line.find_first_of(",\"", at), line.size());
      fields.emplace_back(line.substr(at, end - at));
      at = end;
    }
    if (at == line.size()) return fields;
    if (line[at] != ',') return {};
  }
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (!line.empty()) line += ',';
    line += '"';
    for (const char c : field) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  return line;
}

}  // namespace haven
