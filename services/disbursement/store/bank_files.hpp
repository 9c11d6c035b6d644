#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/order_file.hpp"

/// Files of orders as they went to the bank, in parts.
namespace haven::disbursement::store {

/// Numbered from 1. A part may come before its file, in the same transaction.
void insert_part(db::Transaction& tx, const std::string& message_id, int number,
                 const std::string& content);
void insert_bank_file(db::Transaction& tx, const OrderFile& file);

std::optional<OrderFile> find_file_of_batch(db::Transaction& tx, const BatchId& batch);
/// The file of the payment's last sending, if it was ever sent again.
std::optional<OrderFile> find_file_of_payment(db::Transaction& tx, const PaymentId& payment);
/// The file that the bank calls by this name.
std::optional<OrderFile> find_bank_file(db::Transaction& tx, const std::string& fund,
                                        const std::string& message_id);

/// Hands the file's parts to `take`, in order, one at a time.
void each_part(db::Transaction& tx, const std::string& message_id,
               const std::function<void(std::string_view)>& take);

}  // namespace haven::disbursement::store
