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

  void print(std::ostream& out) const;
};

}  // namespace haven
