#include <iostream>

#include "services/disbursement/store/unclaimed.hpp"
#include "services/haven/commands/pay_options.hpp"

namespace haven::pay_command {
namespace {

using disbursement::Payment;
using disbursement::Unclaimed;
namespace store = disbursement::store;

std::vector<std::string> cells(const Payment& payment) {
  const Instant sent = payment.sent_at.value_or(payment.created_at);
  return {payment.id.text(),
          payment.claim_reference,
          payment.bank_reference,
          text_of(day_of(sent, {})),
          std::to_string(days_since(sent)),
          std::to_string(payment.sendings),
          payment.amount.currency().code(),
          decimal_text(payment.amount)};
}

}  // namespace

void print_unknown(const Options& options) {
  db::Pool pool = auditor_pool(options);
  listing::Listing rows{std::cout,
                        format_of(options),
                        {"payment", "claim", "bank reference", "sent on", "days>", "sendings>",
                         "currency", "amount>"}};
  Totals totals;
  db::in_transaction(pool, [&](db::Transaction& tx) {
    each_page(
        [&](const std::string& after, int limit) {
          return store::payments_by(tx, options.fund, {"unknown", "", ""}, after, limit);
        },
        [](const Payment& payment) { return store::key_of(payment); },
        [&](const Payment& payment) {
          if (days_since(payment.sent_at.value_or(payment.created_at)) < options.older_than_days) {
            return;
          }
          totals.add(payment.amount);
          rows.add(cells(payment));
        });
  });
  totals.each([&](const Currency& currency, std::int64_t count, const Money& total) {
    rows.add_total({std::to_string(count) + " payments", "", "", "", "", "", currency.code(),
                    decimal_text(total)});
  });
  rows.finish();
}

void print_unclaimed(const Options& options) {
  db::Pool pool = auditor_pool(options);
  listing::Listing rows{std::cout,
                        format_of(options),
                        {"payment", "claim", "unclaimed since", "days>", "searches>", "next search",
                         "currency", "amount>"}};
  Totals totals;
  const Date today = day_of(system_clock()(), {});
  const store::UnclaimedFilter filter{
      "unclaimed", today - std::chrono::days{options.older_than_days}, {}};
  db::in_transaction(pool, [&](db::Transaction& tx) {
    each_page(
        [&](const std::string& after, int limit) {
          return store::unclaimed_by(tx, options.fund, filter, after, limit);
        },
        [](const Unclaimed& record) { return store::key_of(record); },
        [&](const Unclaimed& record) {
          totals.add(record.amount);
          rows.add({record.payment.text(), record.claim_reference, text_of(record.since),
                    std::to_string((today - record.since).count()), std::to_string(record.traces),
                    text_of(record.trace_due_on) + (record.trace_due_on < today ? " LATE" : ""),
                    record.amount.currency().code(), decimal_text(record.amount)});
        });
  });
  totals.each([&](const Currency& currency, std::int64_t count, const Money& total) {
    rows.add_total({std::to_string(count) + " payments", "", "", "", "", "", currency.code(),
                    decimal_text(total)});
  });
  rows.finish();
}

}  // namespace haven::pay_command
