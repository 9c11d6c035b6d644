#include "tests/tidy/sizes.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace haven::tidy {
namespace {

constexpr int function_lines_max = 50;
constexpr int file_lines_max = 250;
constexpr std::size_t columns_max = 100;

// "services/claims", "common/db", "tests/claims", "sql".
std::string area_of(const File& file) {
  const auto parts = parts_of(file.path);
  return parts.size() > 2 ? parts[0] + "/" + parts[1] : parts[0];
}

struct Sizes {
  std::vector<int> files;
  std::vector<int> functions;
};

int percentile(std::vector<int> values, std::size_t percent) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[(values.size() - 1) * percent / 100];
}

std::string row(const std::string& area, const Sizes& sizes) {
  char text[160];
  std::snprintf(text, sizeof text, "%-26s %5zu %6d %5d %5d   %5zu %6d %5d %5d\n", area.c_str(),
                sizes.files.size(), percentile(sizes.files, 50), percentile(sizes.files, 90),
                percentile(sizes.files, 100), sizes.functions.size(),
                percentile(sizes.functions, 50), percentile(sizes.functions, 90),
                percentile(sizes.functions, 100));
  return text;
}

// The columns of a line: bytes that do not continue a UTF-8 character.
std::size_t columns_of(std::string_view line) {
  return static_cast<std::size_t>(std::ranges::count_if(
      line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void add_long_lines(const File& file, std::string& remarks) {
  int number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    if (columns_of(line) <= columns_max) continue;
    remarks += "  " + file.path + ":" + std::to_string(number) + ": " +
               std::to_string(columns_of(line)) + " columns\n";
  }
}

void measure(const File& file, Sizes& sizes, std::string& remarks) {
  const int lines = static_cast<int>(lines_of(file.text).size());
  sizes.files.push_back(lines);
  if (lines > file_lines_max) {
    remarks += "  " + file.path + ": " + std::to_string(lines) + " lines\n";
  }
  for (const Function& function : functions_of(file)) {
    sizes.functions.push_back(function.lines);
    if (function.lines <= function_lines_max) continue;
    remarks += "  " + file.path + ":" + std::to_string(function.line) + ": " + function.name +
               " has " + std::to_string(function.lines) + " lines\n";
  }
  add_long_lines(file, remarks);
}

}  // namespace

std::string size_report(const Tree& tree) {
  std::map<std::string, Sizes> areas;
  Sizes all;
  std::string remarks;
  for (const File& file : tree) {
    if (!file.is_cpp()) continue;
    Sizes& sizes = areas[area_of(file)];
    measure(file, sizes, remarks);
  }
  std::string table =
      "lines by area              files median   p90   max   functs median   p90   max\n";
  for (const auto& [area, sizes] : areas) {
    table += row(area, sizes);
    all.files.insert(all.files.end(), sizes.files.begin(), sizes.files.end());
    all.functions.insert(all.functions.end(), sizes.functions.begin(), sizes.functions.end());
  }
  table += row("all", all);
  if (!remarks.empty()) table += "longer than a reader likes:\n" + remarks;
  return table;
}

}  // namespace haven::tidy
