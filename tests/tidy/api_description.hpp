#pragma once
#include "tests/tidy/tree.hpp"

namespace haven::tidy {

/// Paths of docs/api/<service>.yaml that docs/api/openapi.yaml does not refer to, and the reverse.
Findings unlisted_paths(const Tree& tree);
/// Routes of services/*/api that docs/api does not describe, and descriptions without a route.
Findings undescribed_routes(const Tree& tree);

}  // namespace haven::tidy
