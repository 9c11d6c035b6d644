#pragma once
#include "common/scheme/case.hpp"
#include "common/scheme/yaml.hpp"

namespace haven::scheme {

/// Reads the facts of a case file. `expect`, `title` and the notes on where a case comes from are
/// allowed and left alone.
Case read_case(Fields& fields);

}  // namespace haven::scheme
