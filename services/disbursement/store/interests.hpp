#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/interest.hpp"

namespace haven::disbursement::store {

void insert_interest(db::Transaction& tx, const Interest& interest);
void save_end(db::Transaction& tx, const Interest& interest);
std::optional<Interest> find_interest(db::Transaction& tx, const std::string& fund,
                                      const InterestId& id);
std::optional<Interest> find_interest_for_update(db::Transaction& tx, const std::string& fund,
                                                 const InterestId& id);

/// Whose interests in whom; empty texts ask for all. Only those that have not ended.
struct InterestFilter {
  std::string subject;
  std::string member;
};
/// Newest first, before the interest `after`.
std::vector<Interest> interests_by(db::Transaction& tx, const std::string& fund,
                                   const InterestFilter& filter, const std::string& after,
                                   int limit);

}  // namespace haven::disbursement::store
