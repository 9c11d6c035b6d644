#pragma once
#include <boost/json.hpp>

#include "common/scheme/case.hpp"

namespace haven::adjudication {

/// The facts that an adjudicator weighs. No names, numbers or accounts; what is not known is left
/// out.
boost::json::object facts_json(const scheme::Case& facts);

}  // namespace haven::adjudication
