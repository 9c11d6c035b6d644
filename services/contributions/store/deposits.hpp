#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/deposit.hpp"

/// What partners say that they paid in.
namespace haven::contributions::store {

void insert_deposit(db::Transaction& tx, const std::string& fund, const Deposit& deposit,
                    const std::string& by);

std::optional<DepositView> find_deposit(db::Transaction& tx, const std::string& fund,
                                        const DepositId& id);
/// Holds the deposit until the transaction ends.
std::optional<Deposit> find_deposit_for_update(db::Transaction& tx, const std::string& fund,
                                               const DepositId& id);

struct DepositFilter {
  std::string state, partner;  // empty: all
};
/// At most `limit` deposits after the id `after`, by id.
std::vector<DepositView> page_of_deposits(db::Transaction& tx, const std::string& fund,
                                          const DepositFilter& filter, const std::string& after,
                                          int limit);

void save_deposit_state(db::Transaction& tx, const DepositId& id, DepositState state);
/// Its receipts are covered by no deposit again.
void cancel_deposit(db::Transaction& tx, const DepositId& id, const std::string& reason,
                    const std::string& by, Instant now);

/// Puts the receipts of the deposit's file under it that no deposit covers, of its currency and not
/// reversed. Returns how many.
std::int64_t cover_file(db::Transaction& tx, const std::string& fund, const Deposit& deposit);
/// The same for receipts that are named.
std::int64_t cover_receipts(db::Transaction& tx, const std::string& fund, const Deposit& deposit,
                            const std::vector<ReceiptId>& receipts);

}  // namespace haven::contributions::store
