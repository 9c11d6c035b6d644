#pragma once
#include <string>
#include <vector>

#include "common/scheme/pack.hpp"

namespace haven::scheme {

/// Something in a pack that loads and yet cannot be meant: a case that no row of a table covers,
/// two rows for one case, a row that never decides.
struct Doubt {
  std::string file, table;
  std::string kind;      // gap, overlap, unreachable, masked
  std::string sentence;  // for people
  std::string example;   // facts that show it: "incident.cause "murder", incident.date 1999-05-01"
};
struct Examination {
  std::vector<Doubt> doubts;
  std::vector<std::string> remarks;  // what could not be examined, and why
  std::size_t tables = 0, rows = 0;
};

/// Every decision table of a pack, held against all combinations of facts that its columns tell
/// apart.
Examination examined(const Pack& pack);

}  // namespace haven::scheme
