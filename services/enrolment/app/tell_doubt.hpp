#pragma once
#include <string>
#include <vector>

#include "services/enrolment/app/say.hpp"

namespace haven::enrolment {

/// Says of each of these records, under a new version, whether its identity is in review now:
/// whoever decides on a member's claim must know of the doubt, and of its end. Call it after the
/// review was opened or decided; `what` goes into the record's history.
void tell_doubt(db::Transaction& tx, const Occasion& occasion, const std::vector<MemberId>& ids,
                const std::string& what);

}  // namespace haven::enrolment
