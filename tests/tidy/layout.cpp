#include "tests/tidy/layout.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include "common/core/hash.hpp"

namespace haven::tidy {
namespace {

constexpr std::array<std::string_view, 14> empty_words{
    "util", "utils", "helper", "helpers", "misc", "manager", "managers",
    "base", "impl",  "ng",     "new",     "old",  "tmp",     "shared"};

bool is_empty_word(const std::string& word) {
  return std::ranges::find(empty_words, word) != empty_words.end();
}

bool has_empty_word(std::string_view name) {
  for (const std::string& stem : parts_of(name, '.')) {
    for (const std::string& word : parts_of(stem, '_')) {
      if (is_empty_word(word)) return true;
    }
  }
  return false;
}

bool is_well_named(std::string_view name) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_plain = [&](char c) { return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z'); };
  return name.size() > 9 && std::ranges::all_of(name.substr(0, 4), is_digit) && name[4] == '_' &&
         name.ends_with(".sql") && std::ranges::all_of(name.substr(5, name.size() - 9), is_plain);
}

bool is_migration(const File& file) {
  return file.is_below("sql") && parts_of(file.path).size() == 3;
}

}  // namespace

Findings empty_names(const Tree& tree) {
  std::set<std::string> wrong;
  for (const File& file : tree) {
    if (file.is_below("tests/cases")) continue;  // named after facts: school_year_new.yaml
    std::string reached;
    for (const std::string& part : parts_of(file.path)) {
      reached += (reached.empty() ? "" : "/") + part;
      if (has_empty_word(part)) wrong.insert(reached + ": say what it holds instead");
    }
  }
  return {wrong.begin(), wrong.end()};
}

Findings services_without_readme(const Tree& tree) {
  std::set<std::string> services;
  for (const File& file : tree) {
    const auto parts = parts_of(file.path);
    if (parts[0] == "services" && parts.size() > 2) services.insert(parts[1]);
  }
  Findings findings;
  for (const std::string& service : services) {
    const std::string readme = "services/" + service + "/README.md";
    if (find(tree, readme) == nullptr) findings.push_back(readme + " is missing");
  }
  return findings;
}

Findings misnumbered_migrations(const Tree& tree) {
  Findings findings;
  std::map<std::string, int> last;  // by schema; the tree is in order of path
  for (const File& file : tree) {
    if (!is_migration(file)) continue;
    const auto parts = parts_of(file.path);
    if (!is_well_named(parts[2])) {
      findings.push_back(file.path + ": a migration is named NNNN_what.sql");
    } else if (const int number = std::stoi(parts[2].substr(0, 4)); number != ++last[parts[1]]) {
      findings.push_back(file.path + ": the numbers of a schema run 0001, 0002, ... without a gap");
      last[parts[1]] = number;
    }
  }
  return findings;
}

Findings edited_migrations(const Tree& tree) {
  const File* released = find(tree, "sql/released.sha256");
  if (released == nullptr) return {"sql/released.sha256 is missing"};
  Findings findings;
  for (const std::string_view line : lines_of(released->text)) {
    if (line.empty() || line[0] == '#') continue;
    const std::string path{line.size() > 66 ? line.substr(66) : ""};
    const File* file = find(tree, path);
    if (file == nullptr) {
      findings.push_back("sql/released.sha256: \"" + path + "\" was released and is gone");
    } else if (sha256_hex(file->text) != line.substr(0, 64)) {
      findings.push_back(path + ": was released; put the change into a migration of its own");
    }
  }
  return findings;
}

}  // namespace haven::tidy
