#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/batch.hpp"

namespace haven::disbursement::store {

/// Writes the batch, with nothing in it.
void insert_batch(db::Transaction& tx, const Batch& batch);
std::optional<Batch> find_batch(db::Transaction& tx, const std::string& fund, const BatchId& id);
std::optional<Batch> find_batch_for_update(db::Transaction& tx, const std::string& fund,
                                           const BatchId& id);
/// Newest first, before the batch `after`.
std::vector<Batch> batches_of(db::Transaction& tx, const std::string& fund,
                              const std::string& after, int limit);
/// Who is too near to the claims whose payments are in the batch.
Involved involved_in(db::Transaction& tx, const BatchId& id);

/// Writes the batch's newest signature.
void insert_signature(db::Transaction& tx, const Batch& batch);
/// Marks the batch and its payments approved.
void save_approval(db::Transaction& tx, const Batch& batch);
void save_authorisation(db::Transaction& tx, const Batch& batch);
/// Saves the released batch; what is said of a file for the bank is said in bank_files.hpp.
void save_release(db::Transaction& tx, const Batch& batch);
/// Lets the batch's payments go back to payable.
void save_dissolution(db::Transaction& tx, const Batch& batch);

}  // namespace haven::disbursement::store
