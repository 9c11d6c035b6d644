#include "services/disbursement/app/create_batch.hpp"

#include <algorithm>
#include <map>

#include "services/disbursement/domain/order_file.hpp"
#include "services/disbursement/store/account_checks.hpp"
#include "services/disbursement/store/batch_payments.hpp"
#include "services/disbursement/store/batches.hpp"

namespace haven::disbursement {
namespace {

std::string fault_of(const Payment* payment, const Currency& currency) {
  if (payment == nullptr) return "the fund has no such payment";
  if (payment->amount.currency() != currency) {
    return "is in " + payment->amount.currency().code() + ", not " + currency.code();
  }
  if (payment->state != PaymentState::payable) {
    return "is " + name_of(payment->state) + ", not payable";
  }
  return "";
}

// Every payment that was asked for can be in the batch, or each that cannot be is named. Locks
// them.
Result<void> all_can_be_batched(db::Transaction& tx, const CreateBatch& command) {
  const auto payments = store::payments_for_update(tx, command.fund, command.payment_ids);
  std::map<std::string, const Payment*> found;
  for (const Payment& payment : payments) found[payment.id.text()] = &payment;
  std::vector<FieldProblem> problems;
  for (std::size_t i = 0; i < command.payment_ids.size(); ++i) {
    const auto payment = found.find(command.payment_ids[i]);
    const std::string fault = fault_of(payment == found.end() ? nullptr : payment->second,
                                       command.declared_total.currency());
    if (!fault.empty()) problems.push_back({"/payment_ids/" + std::to_string(i), fault});
  }
  if (problems.empty()) return {};
  return refuse(ErrorKind::conflict, "payment_not_payable",
                "Some payments cannot be in this batch; nothing was changed.", std::move(problems));
}

Result<Tally> fill(db::Transaction& tx, const Batch& batch, const CreateBatch& command) {
  if (command.payment_ids.empty()) return store::put_oldest_in_batch(tx, batch, command.up_to);
  if (const auto ready = all_can_be_batched(tx, command); !ready) return pass(ready);
  return store::put_in_batch(tx, batch, command.payment_ids);
}

// Where the fund asks banks: each account was confirmed lately enough. Days are counted in UTC.
Result<void> are_confirmed(db::Transaction& tx, const BatchId& batch, const PaymentPolicy& policy,
                           Instant now) {
  if (policy.account_check != AccountCheckKind::bank) return {};
  const Date today = std::chrono::floor<std::chrono::days>(now);
  const auto count =
      store::count_unconfirmed(tx, batch, today - std::chrono::days{policy.confirmed_within_days});
  if (count == 0) return {};
  return refuse(
      ErrorKind::conflict, "confirmation_old",
      "The bank's word on " + std::to_string(count) +
          " accounts is too old; GET /v1/account-checks says which. Nothing was changed.");
}

}  // namespace

Result<Batch> create_batch(db::Transaction& tx, const CreateBatch& command,
                           const PaymentPolicy& policy, Instant now) {
  const FundAccount* from = account_for(policy, command.declared_total.currency());
  if (from == nullptr) {
    return refuse_field("/currency", "must be a currency that the fund has an account in");
  }
  if (command.declared_count > from->transfers_max) {
    return refuse_field("/declared_count", "must be at most " +
                                               std::to_string(from->transfers_max) +
                                               ", which is what the bank takes in one file");
  }
  Batch batch;
  batch.id = new_id<BatchId>(now);
  batch.fund = command.fund;
  batch.declared_count = command.declared_count;
  batch.declared_total = command.declared_total;
  batch.created_by = command.created_by;
  batch.created_at = now;
  batch = made_batch(policy, batch);

  db::take_long(tx);
  store::insert_batch(tx, batch);
  const auto found = fill(tx, batch, command);
  if (!found) return pass(found);
  if (const auto equal = payments_are_as_declared(batch, *found); !equal) return pass(equal);
  if (const auto fresh = are_confirmed(tx, batch.id, policy, now); !fresh) return pass(fresh);
  if (const auto may = may_make(batch, store::involved_in(tx, batch.id)); !may) return pass(may);
  store::insert_signature(tx, batch);
  return batch;
}

}  // namespace haven::disbursement
