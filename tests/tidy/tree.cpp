#include "tests/tidy/tree.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

namespace haven::tidy {
namespace {

namespace fs = std::filesystem;

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  std::string output;
  std::array<char, 4096> part{};
  while (pipe) {
    const std::size_t got = std::fread(part.data(), 1, part.size(), pipe.get());
    if (got == 0) break;
    output.append(part.data(), got);
  }
  return output;
}

std::vector<std::string> paths_from_git(const fs::path& root) {
  const std::string listed = output_of(
      "git -C '" + root.string() + "' ls-files --cached --others --exclude-standard 2> /dev/null");
  std::vector<std::string> paths;
  for (const std::string_view line : lines_of(listed)) paths.emplace_back(line);
  return paths;
}

std::vector<std::string> paths_from_walk(const fs::path& root) {
  static const std::set<std::string> skipped{"build", "var", "node_modules", ".git", ".cache"};
  std::vector<std::string> paths;
  for (auto it = fs::recursive_directory_iterator{root}; it != fs::recursive_directory_iterator{};
       ++it) {
    if (it->is_directory() && skipped.contains(it->path().filename().string())) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file()) {
      paths.push_back(fs::relative(it->path(), root).generic_string());
    }
  }
  return paths;
}

}  // namespace

bool File::is_below(std::string_view folder) const {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool File::ends_with(std::string_view extension) const {
  return path.ends_with(extension);
}

File file_of(std::string path, std::string text) {
  File file{std::move(path), std::move(text), {}};
  if (file.is_cpp()) file.source = source_of(file.text);
  return file;
}

Tree tree_of(const fs::path& root) {
  std::vector<std::string> paths = paths_from_git(root);
  if (paths.empty()) paths = paths_from_walk(root);
  std::ranges::sort(paths);
  Tree tree;
  for (std::string& path : paths) {
    std::ifstream in{root / path, std::ios::binary};
    if (!in) continue;  // deleted, but git was not told yet
    std::ostringstream text;
    text << in.rdbuf();
    tree.push_back(file_of(std::move(path), text.str()));
  }
  return tree;
}

const File* find(const Tree& tree, std::string_view path) {
  const auto found = std::ranges::find(tree, path, &File::path);
  return found == tree.end() ? nullptr : &*found;
}

std::string finding(const File& file, std::size_t offset, std::string_view why) {
  return file.path + ":" + std::to_string(line_at(file.text, offset)) + ": " + std::string{why};
}

std::vector<std::string> parts_of(std::string_view path, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto at = path.find(separator);
    parts.emplace_back(path.substr(0, at));
    if (at == std::string_view::npos) return parts;
    path.remove_prefix(at + 1);
  }
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace haven::tidy
