#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/enrolment/app/occasion.hpp"
#include "services/enrolment/domain/member_file.hpp"
#include "services/enrolment/store/files.hpp"

namespace haven::enrolment {

constexpr std::size_t import_chunk_lines = 500;

struct FileLine {
  std::int64_t number = 0;  // in the file; the header is 1
  std::string text;
};

/// The next lines of a file of members.
struct MemberChunk {
  std::string sha256;             // of the file's content
  std::int64_t lines_before = 0;  // member lines of the file that come before these
  std::vector<FileLine> lines;
  bool last = false;
};

/// How far a file of this content has come; begun now when it is new.
store::MemberFile open_member_file(db::Transaction& tx, const Occasion& occasion,
                                   const std::string& sha256);

/// Enrols the people of these lines and notes which were refused, together with the progress: what
/// is committed is never read again. Refused: another import has taken these lines meanwhile.
Result<store::MemberFile> import_members(db::Transaction& tx, const Occasion& occasion,
                                         const Columns& columns, const MemberChunk& chunk);

}  // namespace haven::enrolment
