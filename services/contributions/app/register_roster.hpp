#pragma once
#include <filesystem>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/roster.hpp"

namespace haven::contributions {

struct RosterFile {
  std::filesystem::path path;
  std::string sha256;  // of its content, hex
  std::string agency;
  Date first{}, last{};
};

struct RegisteredRoster {
  Roster roster;
  bool first_time = true;  // false: the same content for the same days came before
};

/// Takes an agency's roster, whole or not at all; lines are streamed. Refused: no header, no line,
/// more than roster_lines_max, wrong lines (the first of them are named), days that run backward.
Result<RegisteredRoster> register_roster(db::Transaction& tx, const Occasion& occasion,
                                         const RosterFile& file);

}  // namespace haven::contributions
