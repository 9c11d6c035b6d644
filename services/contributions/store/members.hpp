#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/id.hpp"
#include "common/db/transaction.hpp"

/// Our copy of who is who.
namespace haven::contributions::store {

struct KnownMember {
  MemberId id;
  std::string number;
  std::int64_t version = 0;
  MemberId merged_into;  // empty unless merged
};

/// Keeps the newer of two copies. Returns what is kept; held until the transaction ends.
KnownMember save_member(db::Transaction& tx, const std::string& fund, const KnownMember& member);

/// The member with this number, or the one that it was merged into.
std::optional<MemberId> find_member(db::Transaction& tx, const std::string& fund,
                                    const std::string& number);

/// The records that were merged into this one.
std::vector<MemberId> merged_into(db::Transaction& tx, const MemberId& kept);

/// Two records became one: what both owe is owed once, by the kept one. Safe to repeat.
void merge_assessments(db::Transaction& tx, const MemberId& merged, const MemberId& kept);

}  // namespace haven::contributions::store
