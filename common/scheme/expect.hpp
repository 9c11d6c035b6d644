#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "common/scheme/pack.hpp"

/// Case files that say what they expect, and whether a pack agrees with them.
namespace haven::scheme {

/// What a run over many case files found.
struct Agreement {
  int cases = 0;  // of packs that are loaded
  int agreed = 0;
  std::vector<std::string> differences;  // "A-1.yaml: pay owwa death: ..."; one a case
  std::map<std::string, int> skipped;    // cases by a pack that is not loaded
};

/// How a decision differs from a case file's `expect`, one sentence for each difference. Only the
/// keys that the case lists are compared, as tests/cases/README.md says. Refused: an `expect` that
/// cannot be read.
Result<std::vector<std::string>> differences_from(const Decision& decision,
                                                  const std::string& case_text);

/// The pack that a case file names, without reading the rest of it.
Result<std::string> pack_of_case(const std::string& case_text);

/// Evaluates every *.yaml below a folder, or one file, in order of path.
Agreement agreement_of(const std::map<std::string, PackPtr>& packs,
                       const std::filesystem::path& place);

}  // namespace haven::scheme
