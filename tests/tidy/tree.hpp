#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source.hpp"

namespace haven::tidy {

/// One file of the repository.
struct File {
  std::string path;  // from the root: "services/claims/domain/claim.hpp"
  std::string text;
  Source source;  // of .hpp and .cpp; else empty

  [[nodiscard]] bool is_below(std::string_view folder) const;
  [[nodiscard]] bool ends_with(std::string_view extension) const;
  [[nodiscard]] bool is_cpp() const { return ends_with(".cpp") || ends_with(".hpp"); }
};

File file_of(std::string path, std::string text);

using Tree = std::vector<File>;

/// What git knows of below `root` and what it would be asked to add; where there is no git, every
/// file outside build/, var/ and node_modules/.
Tree tree_of(const std::filesystem::path& root);

/// Nothing when the tree has no such file.
const File* find(const Tree& tree, std::string_view path);

/// Sentences about what is wrong, one each: "path:line: why". Empty is good.
using Findings = std::vector<std::string>;
std::string finding(const File& file, std::size_t offset, std::string_view why);

/// The parts of a path: {"services", "claims", "domain", "claim.hpp"}.
std::vector<std::string> parts_of(std::string_view path, char separator = '/');

/// The lines of a text, without their ends.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace haven::tidy
