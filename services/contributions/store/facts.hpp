#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/judge.hpp"

/// What judgements on payments rest on, read for any number of payments at once.
namespace haven::contributions::store {

/// The receipts, members and assessments that payments of `partner` speak of. What is due is held
/// until the transaction ends, so that nobody else settles it. Prices are the caller's.
Facts find_facts(db::Transaction& tx, const std::string& fund, const std::string& partner,
                 const std::vector<Payment>& payments);

/// What is due from these members, held until the transaction ends.
void add_due(db::Transaction& tx, const std::string& fund, const std::vector<MemberId>& members,
             Facts& facts);

}  // namespace haven::contributions::store
