#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"

/// Files of members, known by their content.
namespace haven::enrolment::store {

struct MemberFile {
  bool read = false;  // to the end
  std::int64_t lines_done = 0, taken = 0, refused = 0;
};

struct RefusedLine {
  std::int64_t line = 0;
  std::string field, reason;
};

/// The file's progress, begun now when its content is new; held until the transaction ends.
MemberFile open_file(db::Transaction& tx, const std::string& fund, const std::string& sha256,
                     Instant now);

/// Adds a chunk's outcome to the progress.
void save_chunk(db::Transaction& tx, const std::string& fund, const std::string& sha256,
                std::int64_t taken, const std::vector<RefusedLine>& refused);

void finish_file(db::Transaction& tx, const std::string& fund, const std::string& sha256);

std::vector<RefusedLine> refused_lines(db::Transaction& tx, const std::string& fund,
                                       const std::string& sha256);

}  // namespace haven::enrolment::store
