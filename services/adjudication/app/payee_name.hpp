#pragma once
#include <string>

#include "common/core/clock.hpp"
#include "haven/claims/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"

namespace haven::adjudication {

/// Whom a party's payment is made out to: the name in the member's record, else the owner of the
/// account that was given for the party; a scheme is paid under its own name.
std::string payee_name(const std::string& party, const enrolment::v1::Member& member,
                       const claims::v1::CaseFile& file);

/// Under age on that day; nobody whose birthday is not known is.
bool is_minor(const std::string& party, const enrolment::v1::Member& member, Date today);

}  // namespace haven::adjudication
