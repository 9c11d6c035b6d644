#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/enrolment/app/occasion.hpp"
#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

struct AddRegistration {
  MemberId member;
  scheme::Registration registration;
};

struct Registered {
  Member member;
  Cover cover;
};

/// Registers a member with a scheme that someone else collects for (an insurer's policy, a standard
/// contract) and starts the cover that it gives. Refused: no member, a merged record, wrong fields,
/// a scheme that the fund collects itself, the same days again.
Result<Registered> add_registration(db::Transaction& tx, const Occasion& occasion,
                                    const AddRegistration& command);

/// Writes a cover of a record that was read for update, and says that it started.
Member start_cover(db::Transaction& tx, const Occasion& occasion, Member member,
                   const Cover& cover);

}  // namespace haven::enrolment
