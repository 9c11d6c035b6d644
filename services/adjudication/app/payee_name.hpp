#pragma once
#include <string>

#include "haven/claims/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"

namespace haven::adjudication {

/// Whom a party's payment is made out to: the name in the member's record, else the owner of the
/// account that was given for the party; a scheme is paid under its own name.
std::string payee_name(const std::string& party, const enrolment::v1::Member& member,
                       const claims::v1::CaseFile& file);

}  // namespace haven::adjudication
