#pragma once
#include <string>
#include <vector>

#include "tests/tidy/tree.hpp"

namespace haven::tidy {

/// A function with a body, found by its braces.
struct Function {
  std::string name;
  int line = 0;   // the first of its head
  int lines = 0;  // head and body
};

/// The functions of a C++ file in order; a lambda counts as part of the function around it.
std::vector<Function> functions_of(const File& file);

/// A table of sizes by area, and what is longer than a reader likes: functions over 50 lines, files
/// over 250, lines over 100 columns. For people to look at; nothing is refused.
std::string size_report(const Tree& tree);

}  // namespace haven::tidy
