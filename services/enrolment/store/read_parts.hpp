#pragma once
#include <map>
#include <string>

#include "common/db/transaction.hpp"
#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment::store {

/// Adds family, nominees, current contract and covers to these records, in one round trip. `ids` is
/// an array literal of the members to read.
void read_parts(db::Transaction& tx, const std::string& ids, std::map<MemberId, Member>& members);

}  // namespace haven::enrolment::store
