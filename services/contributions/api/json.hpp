#pragma once
#include <boost/json/fwd.hpp>

#include "common/core/result.hpp"
#include "common/http/message.hpp"
#include "services/contributions/app/assess_renewal.hpp"
#include "services/contributions/domain/receipt.hpp"
#include "services/contributions/store/files.hpp"

/// Between JSON and commands. What a body may hold is docs/api/contributions.yaml.
namespace haven::contributions {

Result<Payment> payment_from(const http::Request& request);
Result<AssessRenewal> renewal_from(const http::Request& request);
/// The one field of a body that has one: a member's number, or a reason.
Result<std::string> only_text_from(const http::Request& request, std::string_view field,
                                   std::size_t most);

boost::json::object json_of(const Assessment& assessment);
boost::json::object json_of(const Receipt& receipt);
boost::json::object json_of(const store::ContributionFile& file);
boost::json::object json_of(const store::RefusedLine& line);

}  // namespace haven::contributions
