#pragma once
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/account.hpp"

namespace haven::contributions::store {

/// Everything between a member and the fund, of the kept record and of those that were merged into
/// it, in no order: what is asked for and not withdrawn, money in, money back. Where a part was
/// given back of what stays settled, the fund waives it.
std::vector<AccountEntry> entries_of(db::Transaction& tx, const MemberId& kept);

}  // namespace haven::contributions::store
