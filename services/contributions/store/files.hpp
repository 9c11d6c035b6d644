#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/receipt.hpp"

/// Files of collecting partners: staged as they came, booked in chunks.
namespace haven::contributions::store {

struct ContributionFile {
  FileId id;
  std::string partner, sha256;
  bool booked = false;            // to the end
  bool tells_of_charges = false;  // whether the worker was charged stands in every line
  std::int64_t lines = 0, lines_done = 0;
  std::int64_t matched = 0, unmatched = 0, already_booked = 0, refused = 0;
  Instant taken_at{};
};

struct Line {
  std::int64_t number = 0;
  std::string text;
};

struct RefusedLine {
  std::int64_t line = 0;
  std::string field, reason;
};

std::optional<ContributionFile> find_file(db::Transaction& tx, const std::string& fund,
                                          const FileId& id);
/// The partner's file with this content; held until the transaction ends.
std::optional<ContributionFile> find_file_for_update(db::Transaction& tx, const std::string& fund,
                                                     const std::string& partner,
                                                     const std::string& sha256);

/// Writes a new file and streams its lines in by COPY: `next` fills one line and says whether there
/// was one. Readable ASCII only.
void stage_file(db::Transaction& tx, const std::string& fund, const ContributionFile& file,
                const std::string& by, const std::function<bool(Line&)>& next);

std::vector<Line> staged_lines(db::Transaction& tx, const FileId& id, int limit);

/// Takes lines out of the stage and adds their outcome to the counts; the last ones make the file
/// booked. `done` holds the counts of these lines alone.
void save_chunk(db::Transaction& tx, const FileId& id, std::int64_t last_line,
                const ContributionFile& done, const std::vector<RefusedLine>& refused);

std::vector<RefusedLine> page_of_refused_lines(db::Transaction& tx, const FileId& id,
                                               std::int64_t after, int limit);

}  // namespace haven::contributions::store
