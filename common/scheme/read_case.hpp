#pragma once
#include "common/scheme/case.hpp"
#include "common/scheme/yaml.hpp"

namespace haven::scheme {

/// Reads the facts of a case file. `expect`, `title` and the notes on where a case comes from are
/// allowed and left alone.
Case read_case(Fields& fields);

/// The part of a case that the member's record holds.
void read_worker(Fields& fields, Case& read);
/// {from, to}: both are needed, in order.
Period read_period(Fields& fields);

inline constexpr int months_max = 1'200;  // of a term, of an assessment, of a bill

}  // namespace haven::scheme
