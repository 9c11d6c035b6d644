#pragma once
#include <boost/json/value.hpp>
#include <string_view>

#include "common/core/result.hpp"

namespace haven::http {

/// Reads one JSON text, stricter than Boost.JSON by itself, which lets the last of two equal keys
/// win: two readers of one document must never see two different things. Refused as malformed: what
/// is no JSON, duplicate keys, more than 32 levels, bytes that are not UTF-8, anything that
/// follows.
Result<boost::json::value> parse_strictly(std::string_view text);

}  // namespace haven::http
