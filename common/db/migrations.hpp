#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "common/core/result.hpp"

namespace haven::db {

/// One file under sql/: sql/<schema>/NNNN_what.sql.
struct Migration {
  std::string schema;
  int number = 0;
  std::string name;      // "0001_claim.sql"
  std::string checksum;  // SHA-256 of the file, hex
  std::string text;
};

/// The files under `sql`, in the order of applying: bus and edge first, then the services by name;
/// within a schema by number. Refused: a gap or a repeated number, a name of another form.
Result<std::vector<Migration>> migrations_in(const std::filesystem::path& sql);

struct MigrationRun {
  std::vector<std::string> applied;  // "claims/0002_add_appeal.sql"
  std::size_t already_there = 0;
};

/// Applies what is missing, each file in a transaction of its own together with its record, so that
/// a run that was cut off is simply started again. One run at a time (advisory lock). Refused, with
/// nothing changed: a file that was edited after it was applied, or is missing. With `dry_run`
/// nothing is changed and `applied` lists what would be. Runs sql/roles.sql first, every time.
Result<MigrationRun> migrate(const std::string& owner_conninfo, const std::filesystem::path& sql,
                             bool dry_run);

}  // namespace haven::db
