#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "common/dmn/model.hpp"

/// The runner for directories of the public DMN Technology Compatibility Kit: models and files of
/// cases with expected values, each case counted as the kit counts it.
namespace haven::dmn {

struct KitResult {
  std::size_t cases = 0;
  std::size_t passed = 0;
};

/// A case that failed: file, case, node, what was expected, what came and why.
using KitFailure = std::function<void(const std::string& line)>;

/// Every model below a folder, for those that import them.
Imports imports_in(const std::filesystem::path& folder);
/// Runs every *-test-*.xml below the directory, in order of path.
/// `now` is what the models' clock says.
KitResult run_kit(const std::filesystem::path& directory, const feel::DateTime& now,
                  const KitFailure& on_failure);

}  // namespace haven::dmn
