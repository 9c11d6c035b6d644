#pragma once
#include <iosfwd>
#include <string>
#include <vector>

namespace haven {

/// A table for people: a title, a header and rows, columns as wide as their widest cell. Columns
/// whose name ends with '>' are set flush right, for numbers.
struct Table {
  std::string title;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  /// When set, no line is longer as far as that can be: the widest columns of text break their
  /// cells into lines. Numbers are never broken.
  std::size_t line_max = 0;

  void print(std::ostream& out) const;
};

/// As many characters as the tables and paragraphs of a command take at most.
inline constexpr std::size_t page_width = 120;
/// A paragraph, its first line after `mark`, the others below its beginning.
void print_paragraph(std::ostream& out, const std::string& mark, const std::string& text);

}  // namespace haven
