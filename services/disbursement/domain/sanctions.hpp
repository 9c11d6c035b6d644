#pragma once
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/result.hpp"

namespace haven::disbursement {

using SanctionsListId = Id<struct SanctionsListTag>;

/// A name this much like an entry's (see name_score) is shown to a person: both have the same words
/// but one, or each word is the same but for a letter. Lower would hold back every namesake.
constexpr int sanctions_score_min = 85;

/// A version of a fund's list.
struct SanctionsList {
  SanctionsListId id;
  std::string fund;
  int version = 0;
  std::string sha256;  // of the file
  int entries = 0;
  std::string taken_by;
  Instant taken_at{};
};

/// A person or body on the list.
struct SanctionsEntry {
  std::string id;  // the list's own
  std::string name;
  std::vector<std::string> aliases;
  std::string country;
};

/// Refused: the first line of a list is not id,name,aliases,country.
Result<void> sanctions_header_is_right(const std::string& line);
/// Reads line `number`; aliases are parted by ";". Refused with the number, never with the text.
Result<SanctionsEntry> sanctions_entry_from(const std::string& line, int number);

/// A payee's or owner's name that shares a word with a spelling of an entry.
struct Candidate {
  std::size_t asked = 0;  // which of the names that were asked about
  std::string entry;
  std::string spelling;
};

}  // namespace haven::disbursement
