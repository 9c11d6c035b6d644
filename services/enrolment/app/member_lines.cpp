#include "services/enrolment/app/member_lines.hpp"

namespace haven::enrolment {

MemberLines::MemberLines(const std::filesystem::path& file) : in_(file, std::ios::binary) {}

bool MemberLines::read(std::string& line) {
  while (std::getline(in_, line)) {
    ++number_;
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) return true;
  }
  return false;
}

Result<Columns> MemberLines::header() {
  std::string line;
  if (!read(line)) {
    return refuse(ErrorKind::malformed, "member_file_header", "The file is empty or not readable.");
  }
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";  // as spreadsheets write it
  if (line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
  return columns_from(line);
}

std::vector<FileLine> MemberLines::next(std::size_t most) {
  std::vector<FileLine> lines;
  std::string line;
  while (lines.size() < most && read(line)) lines.push_back({number_, std::move(line)});
  return lines;
}

}  // namespace haven::enrolment
