#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "common/core/file_lines.hpp"
#include "common/core/result.hpp"
#include "services/enrolment/app/import_members.hpp"

namespace haven::enrolment {

/// Reads a file of members a chunk at a time.
class MemberLines {
 public:
  explicit MemberLines(const std::filesystem::path& file) : lines_(file) {}
  /// The columns that the first line names; call once, first.
  Result<Columns> header();
  /// At most `most` lines; fewer only at the end.
  std::vector<FileLine> next(std::size_t most);

 private:
  FileLines lines_;
};

}  // namespace haven::enrolment
