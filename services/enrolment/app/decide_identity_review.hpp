#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/enrolment/app/occasion.hpp"
#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

struct DecideIdentityReview {
  std::string review;
  std::optional<MemberId> keep;  // the record that stays, for one person; nothing: two people
  std::string reason;
};

/// Rules on two records with one name and birth date. For one person, everything of the other
/// record moves to the kept one, the other stays as a pointer, and both are remembered as they
/// were. Returns the kept record, or nothing for two people.
Result<std::optional<Member>> decide_identity_review(db::Transaction& tx, const Occasion& occasion,
                                                     const DecideIdentityReview& command);

}  // namespace haven::enrolment
