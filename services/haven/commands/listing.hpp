#pragma once
#include <iosfwd>
#include <string>
#include <vector>

namespace haven::listing {

enum class Format { table, csv, json };

/// Rows for people or programs, written as they come. As a table they are laid out in blocks of a
/// thousand rows, each with its header, so that a listing of any length takes the same memory; as
/// CSV with one header; as JSON with one object a line. A '>' at a column's end sets it flush right
/// in tables.
class Listing {
 public:
  Listing(std::ostream& out, Format format, std::vector<std::string> columns);
  void add(std::vector<std::string> cells);
  /// A row that sums others up: in tables only, so that programs never count it.
  void add_total(std::vector<std::string> cells);
  void finish();

 private:
  void print_block();

  std::ostream& out_;
  Format format_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> block_;
};

}  // namespace haven::listing
