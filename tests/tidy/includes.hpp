#pragma once
#include "tests/tidy/tree.hpp"

namespace haven::tidy {

/// Who may include whom: the table "Where things are" of docs/ARCHITECTURE.md. Services never
/// include one another; a domain sees the standard library, common/core and common/scheme only;
/// SOCI stays in common/db and stores, Beast in common/http/server.cpp.
Findings forbidden_includes(const Tree& tree);

}  // namespace haven::tidy
