#pragma once
#include <filesystem>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/store/files.hpp"

namespace haven::contributions {

struct PartnerFile {
  std::filesystem::path path;
  std::string sha256;  // of its content, hex
  std::string partner;
};

constexpr int chunk_lines = 1000;

/// Streams a file into the stage, line by line as it came; nothing is booked yet. The partner's
/// file of the same content that came before is returned instead, with all that became of it.
/// Refused: no file, a first line that is not the header, no line after it.
Result<store::ContributionFile> stage_file(db::Transaction& tx, const Occasion& occasion,
                                           const PartnerFile& file);

/// Books the next lines of a staged file and returns its counts; each line is booked or refused on
/// its own. Does nothing for a file that is booked to its end. May be called in one transaction to
/// the end, or in one for each chunk: what is committed is never booked again.
store::ContributionFile book_chunk(db::Transaction& tx, const Occasion& occasion,
                                   const PartnerFile& file);

}  // namespace haven::contributions
