#include "services/enrolment/app/member_lines.hpp"

namespace haven::enrolment {

Result<Columns> MemberLines::header() {
  std::string line;
  if (!lines_.next(line)) {
    return refuse(ErrorKind::malformed, "member_file_header", "The file is empty or not readable.");
  }
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";  // as spreadsheets write it
  if (line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
  return columns_from(line);
}

std::vector<FileLine> MemberLines::next(std::size_t most) {
  std::vector<FileLine> chunk;
  std::string line;
  while (chunk.size() < most && lines_.next(line)) {
    chunk.push_back({lines_.number(), std::move(line)});
  }
  return chunk;
}

}  // namespace haven::enrolment
