#pragma once
#include "tests/tidy/tree.hpp"

namespace haven::tidy {

/// Markdown documents with no title or more than one.
Findings documents_without_one_title(const Tree& tree);
/// Messages under proto/ that neither docs/events.md nor docs/glossary.md names.
Findings unexplained_messages(const Tree& tree);
/// Paths of docs/api/<service>.yaml that docs/api/openapi.yaml does not refer to, and the reverse.
Findings unlisted_paths(const Tree& tree);
/// Routes of services/*/api that docs/api does not describe, and descriptions without a route.
Findings undescribed_routes(const Tree& tree);

}  // namespace haven::tidy
