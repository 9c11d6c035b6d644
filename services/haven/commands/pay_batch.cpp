#include <algorithm>
#include <iostream>

#include "services/disbursement/store/batch_payments.hpp"
#include "services/disbursement/store/batches.hpp"
#include "services/haven/commands/pay_options.hpp"

namespace haven::pay_command {
namespace {

using disbursement::Batch;
using disbursement::SigningStep;
namespace store = disbursement::store;

// How many have signed at a step, of how many: "1/2".
std::string signed_of(const Batch& batch, SigningStep step, int needed) {
  const auto signatures =
      std::ranges::count(batch.signatures, step, &disbursement::Signature::step);
  return std::to_string(signatures) + "/" + std::to_string(needed);
}

void print_all(const Options& options, db::Transaction& tx) {
  listing::Listing rows{std::cout,
                        format_of(options),
                        {"batch", "state", "made on", "made by", "approved>", "authorised>",
                         "released>", "currency", "payments>", "total>"}};
  Totals totals;
  each_page(
      [&](const std::string& after, int limit) {
        return store::batches_of(tx, options.fund, after, limit);
      },
      [](const Batch& batch) { return batch.id.text(); },
      [&](const Batch& batch) {
        if (!options.state.empty() && name_of(batch.state) != options.state) return;
        const Money& total = batch.released_total.value_or(batch.declared_total);
        const int count = batch.released_count.value_or(batch.declared_count);
        totals.add(total);
        rows.add({batch.id.text(), name_of(batch.state), text_of(day_of(batch.created_at, {})),
                  batch.created_by, signed_of(batch, SigningStep::approval, batch.signers.approve),
                  signed_of(batch, SigningStep::authorisation, batch.signers.authorise),
                  signed_of(batch, SigningStep::release, batch.signers.release),
                  total.currency().code(), std::to_string(count), decimal_text(total)});
      });
  totals.each([&](const Currency& currency, std::int64_t count, const Money& total) {
    rows.add_total({std::to_string(count) + " batches", "", "", "", "", "", "", currency.code(), "",
                    decimal_text(total)});
  });
  rows.finish();
}

void print_one(const Options& options, db::Transaction& tx, const disbursement::BatchId& id) {
  if (!store::find_batch(tx, options.fund, id)) stop("The fund has no such batch.");
  listing::Listing rows{
      std::cout,
      format_of(options),
      {"payment", "attempt>", "bank reference", "currency", "amount>", "result", "payment is"}};
  Totals totals;
  each_page([&](const std::string& after,
                int limit) { return store::batch_lines(tx, options.fund, id, after, limit); },
            [](const store::BatchLine& line) { return line.payment.text(); },
            [&](const store::BatchLine& line) {
              totals.add(line.amount);
              rows.add({line.payment.text(), std::to_string(line.attempt), line.bank_reference,
                        line.amount.currency().code(), decimal_text(line.amount), line.result,
                        line.payment_state});
            });
  totals.each([&](const Currency& currency, std::int64_t count, const Money& total) {
    rows.add_total({std::to_string(count) + " payments", "", "", currency.code(),
                    decimal_text(total), "", ""});
  });
  rows.finish();
}

}  // namespace

void print_batches(const Options& options) {
  if (!options.state.empty() && !disbursement::batch_state_from(options.state)) {
    stop("--state is created, approved, authorised, released or dissolved");
  }
  if (!options.batch.empty() && !is_uuid(options.batch)) stop("a batch is named by its id");
  db::Pool pool = auditor_pool(options);
  db::in_transaction(pool, [&](db::Transaction& tx) {
    if (options.batch.empty()) {
      print_all(options, tx);
    } else {
      print_one(options, tx, disbursement::BatchId{options.batch});
    }
  });
}

}  // namespace haven::pay_command
