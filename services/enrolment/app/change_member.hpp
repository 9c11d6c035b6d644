#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/enrolment/app/occasion.hpp"
#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

struct ChangeMember {
  MemberId member;
  std::int64_t version = 0;  // that the registrar saw
  MemberChange change;
};

/// Replaces parts of a record. Refused: another fund's or no member, a merged record (with the
/// number of the kept one), an older version, wrong fields, no change at all.
Result<Member> change_member(db::Transaction& tx, const Occasion& occasion,
                             const ChangeMember& command);

/// The refusal for a record that was merged; names the kept one.
Error merged_refusal(const Member& member);

/// The refusal for a member that this fund does not have.
Error no_member();

}  // namespace haven::enrolment
