#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/receipt.hpp"

/// Money that came in.
namespace haven::contributions::store {

/// Writes receipts. Throws a serialization failure, so that the transaction is run again, when
/// somebody used one of the references since they were looked up.
void insert_receipts(db::Transaction& tx, const std::string& fund,
                     const std::vector<Receipt>& receipts, const std::optional<FileId>& file,
                     const std::string& by, Instant now);

std::optional<Receipt> find_receipt(db::Transaction& tx, const std::string& fund,
                                    const ReceiptId& id);
/// Holds the receipt until the transaction ends.
std::optional<Receipt> find_receipt_for_update(db::Transaction& tx, const std::string& fund,
                                               const ReceiptId& id);

/// At most `limit` receipts after the id `after`, by id; of one state unless `state` is empty.
std::vector<Receipt> page_of_receipts(db::Transaction& tx, const std::string& fund,
                                      const std::string& state, const std::string& after,
                                      int limit);

/// Receipts that wait for this number to become known; held until the transaction ends.
std::vector<Receipt> unmatched_receipts(db::Transaction& tx, const std::string& fund,
                                        const std::string& number);

/// Gives an unmatched receipt its member and assessment; false when it is not unmatched any more.
bool match_receipt(db::Transaction& tx, const Receipt& receipt);

/// Takes a receipt back by a new entry; false when it was not in this state any more.
bool reverse_receipt(db::Transaction& tx, const Receipt& receipt, const Reversal& reversal,
                     const std::string& by, Instant now);

/// All of a receipt goes back by refunds.
void refund_receipt(db::Transaction& tx, const ReceiptId& id);

}  // namespace haven::contributions::store
