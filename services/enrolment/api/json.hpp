#pragma once
#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "common/http/message.hpp"
#include "services/enrolment/app/add_registration.hpp"
#include "services/enrolment/app/change_member.hpp"
#include "services/enrolment/app/decide_identity_review.hpp"
#include "services/enrolment/domain/member.hpp"
#include "services/enrolment/store/members.hpp"
#include "services/enrolment/store/reviews.hpp"

/// Between JSON and commands. What a body may hold is docs/api/enrolment.yaml.
namespace haven::enrolment {

Result<Candidate> candidate_from(const http::Request& request);
Result<MemberChange> member_change_from(const http::Request& request);
Result<scheme::Registration> registration_from(const http::Request& request);
Result<DecideIdentityReview> ruling_from(const http::Request& request);

std::string json_of(const Member& member, const std::vector<std::string>& open_reviews);
boost::json::object json_of(const store::MemberLine& line);
boost::json::object json_of(const store::Review& review);
boost::json::object json_of(const Cover& cover);

}  // namespace haven::enrolment
