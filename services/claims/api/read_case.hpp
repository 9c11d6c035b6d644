#pragma once
#include "common/http/json.hpp"
#include "common/scheme/pack.hpp"
#include "services/claims/domain/file.hpp"

namespace haven::claims {

/// The part of a file that the rules look at: incident, impairments, assessment, costs, award,
/// applications, facts and pauses, each word checked against the pack's codes.
void read_case(http::JsonReader& body, const scheme::Pack& pack, File& file);

}  // namespace haven::claims
