#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "services/enrolment/app/import_members.hpp"

namespace haven::enrolment {

/// Reads a file of members a chunk at a time; memory does not grow with the file. Blank lines are
/// none, but count in the numbers, which are those that an editor shows.
class MemberLines {
 public:
  explicit MemberLines(const std::filesystem::path& file);
  /// The columns that the first line names; call once, first.
  Result<Columns> header();
  /// At most `most` lines; fewer only at the end.
  std::vector<FileLine> next(std::size_t most);

 private:
  bool read(std::string& line);
  std::ifstream in_;
  std::int64_t number_ = 0;
};

}  // namespace haven::enrolment
