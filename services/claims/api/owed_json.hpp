#pragma once
#include <boost/json/fwd.hpp>
#include <vector>

#include "common/scheme/pack.hpp"
#include "services/claims/domain/owed.hpp"

/// Owed against paid, as the JSON of docs/api/claims.yaml.
namespace haven::claims {

boost::json::object json_of(const Owed& owed, const scheme::Pack& pack);
/// Every benefit, and sums by currency.
boost::json::object json_of(const std::vector<Owed>& rows, const scheme::Pack& pack);

}  // namespace haven::claims
