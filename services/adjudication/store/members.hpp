#pragma once
#include <optional>
#include <string>

#include "common/core/id.hpp"
#include "common/db/transaction.hpp"

namespace haven::adjudication::store {

/// Replaces the copy when `version` is higher than the one kept; false: nothing changed.
bool save_member_copy(db::Transaction& tx, const std::string& fund, const MemberId& member,
                      std::int64_t version, const std::string& snapshot);

void insert_merge(db::Transaction& tx, const std::string& fund, const MemberId& merged,
                  const MemberId& into);

/// The snapshot of the person that `member` belongs to, merges followed; nothing when enrolment has
/// not told of it yet. Locks the copy, so that two claims of one person are decided one after the
/// other and each sees the other.
std::optional<std::string> find_person_for_update(db::Transaction& tx, const std::string& fund,
                                                  const MemberId& member);
std::optional<std::string> find_person(db::Transaction& tx, const std::string& fund,
                                       const MemberId& member);

}  // namespace haven::adjudication::store
