#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/core/id.hpp"
#include "common/db/transaction.hpp"

namespace haven::claims::store {

/// Our copy of what enrolment says of a member.
struct MemberCopy {
  std::string fund;
  MemberId id;
  std::string number;
  std::int64_t version = 0;
  std::optional<MemberId> merged_into;
  std::string snapshot;  // haven.enrolment.v1.Member
};

/// Keeps the copy when it is newer than ours; false when it is not.
bool upsert_member(db::Transaction& tx, const MemberCopy& copy);

/// The member whose number this is, or the record it was merged into. `next_number` is a fresh
/// number for a reference. The copy is locked against change until the transaction ends, so that no
/// news of the family slips in between reading it and filing a claim on it.
struct MemberForClaim {
  MemberId id;
  std::string snapshot;
  std::int64_t next_number = 0;
};
std::optional<MemberForClaim> find_member_for_claim(db::Transaction& tx, const std::string& fund,
                                                    const std::string& number);

/// The snapshot of a member; empty when we know none.
std::string find_snapshot(db::Transaction& tx, const std::string& fund, const MemberId& id);

/// Follows a merge: `merged` points to `stays` from now on, and its claims belong to `stays`. Open
/// claims of both for one incident stay apart and are marked for attention.
void merge_members(db::Transaction& tx, const MemberCopy& stays, const MemberId& merged,
                   const std::string& merged_number);

/// Claims of the member that wait for papers.
std::vector<ClaimId> list_filed_claims(db::Transaction& tx, const std::string& fund,
                                       const MemberId& id);

}  // namespace haven::claims::store
