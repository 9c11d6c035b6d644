#pragma once
#include "tests/tidy/tree.hpp"

namespace haven::tidy {

/// Markdown documents with no title or more than one.
Findings documents_without_one_title(const Tree& tree);
/// Messages under proto/ that neither docs/events.md nor docs/glossary.md names.
Findings unexplained_messages(const Tree& tree);
/// Rows of docs/events.md that name other listeners than services/*/api/events.cpp subscribes.
Findings wrong_listeners(const Tree& tree);
/// Settings that the code reads and ops/env/haven.env does not document, and the reverse.
Findings undocumented_settings(const Tree& tree);

}  // namespace haven::tidy
