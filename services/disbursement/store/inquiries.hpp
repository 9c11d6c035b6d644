#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/receipt.hpp"

namespace haven::disbursement::store {

/// Opens an inquiry, unless the attempt has an open one.
void insert_inquiry(db::Transaction& tx, const Inquiry& inquiry);
std::optional<Inquiry> find_inquiry_for_update(db::Transaction& tx, const std::string& fund,
                                               const std::string& id);
/// Saves owner, day, state and who closed it.
void save_inquiry(db::Transaction& tx, const Inquiry& inquiry);

/// Newest first, before the inquiry `after`; an empty state asks for all.
std::vector<Inquiry> inquiries_by(db::Transaction& tx, const std::string& fund,
                                  const std::string& state, const std::string& after, int limit);

}  // namespace haven::disbursement::store
