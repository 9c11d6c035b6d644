#pragma once
#include <string>

#include "common/core/result.hpp"
#include "services/enrolment/app/occasion.hpp"
#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

/// The cover that a registration with others' schemes gives. Refused with pointers that begin with
/// `at`: a scheme that the pack does not know or that the fund collects itself (its cover comes
/// from a contribution), or days that the scheme cannot be computed from.
Result<Cover> registered_cover(const Occasion& occasion, const scheme::Registration& registration,
                               const std::string& at);

/// The cover for a registration under any scheme; nothing when it cannot be computed.
std::optional<Cover> cover_for(const Occasion& occasion, const scheme::Registration& registration);

}  // namespace haven::enrolment
