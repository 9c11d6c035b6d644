#pragma once
#include "tests/tidy/tree.hpp"

namespace haven::tidy {

/// Folders or files named after nothing: util, helper, misc, ...
Findings empty_names(const Tree& tree);
/// services/<s> without a README.md.
Findings services_without_readme(const Tree& tree);
/// sql/<schema>/NNNN_what.sql: another name, a gap, a number given twice.
Findings misnumbered_migrations(const Tree& tree);
/// A file that sql/released.sha256 lists and that has changed or is gone.
Findings edited_migrations(const Tree& tree);

}  // namespace haven::tidy
