#pragma once
#include <optional>
#include <string>

#include "common/db/transaction.hpp"
#include "services/enrolment/domain/member.hpp"

/// Covers that rest on contributions.
namespace haven::enrolment::store {

/// The member of this id, or the one that it was merged into; held for update. Nothing when the
/// fund has no such member.
std::optional<Member> find_kept_member_for_update(db::Transaction& tx, const std::string& fund,
                                                  const MemberId& id);

/// Remembers that this contribution was taken back; false when it was known.
bool insert_reversal(db::Transaction& tx, const std::string& receipt_id, Date reversed_on);

/// The day on which this contribution was taken back, if it was.
std::optional<Date> find_reversal(db::Transaction& tx, const std::string& receipt_id);

/// Ends the cover; false when it has ended before.
bool end_cover(db::Transaction& tx, const CoverId& id, Date ended_on, const std::string& reason);

}  // namespace haven::enrolment::store
