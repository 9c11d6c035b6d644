#pragma once
// What the subcommands of `haven pay` have in common.
#include <memory>
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/haven/commands/report_options.hpp"

namespace haven::pay_command {

/// Only what a subcommand offers as an option is ever set.
struct Options : ReportOptions {
  std::string batch;  // its id; empty: all
  std::string state;
  std::string currency;
  std::string kind;
  int older_than_days = 0;
};
using Shared = std::shared_ptr<Options>;

void print_batches(const Options& options);
void print_holds(const Options& options);
void print_repairs(const Options& options);
void print_unknown(const Options& options);
void print_unclaimed(const Options& options);

/// Whole days since `then`.
inline std::int64_t days_since(Instant then) {
  return std::chrono::floor<std::chrono::days>(system_clock()() - then).count();
}

/// Counts and sums by currency, for the last rows of a table.
class Totals {
 public:
  void add(const Money& amount) {
    auto [entry, is_new] =
        sums_.try_emplace(amount.currency(), Sum{0, Money{0, amount.currency()}});
    ++entry->second.count;
    entry->second.total += amount;
  }
  /// Calls `row` with currency, count and total of each.
  template <class Row>
  void each(Row row) const {
    for (const auto& [currency, sum] : sums_) row(currency, sum.count, sum.total);
  }

 private:
  struct Sum {
    std::int64_t count;
    Money total;
  };
  std::map<Currency, Sum> sums_;
};

/// Calls `read(after, limit)` page after page on one snapshot, and `row` with everything it gives.
template <class Read, class KeyOf, class Row>
void each_page(Read read, KeyOf key_of_row, Row row) {
  constexpr int page_rows = 1000;
  for (std::string after;;) {
    const auto rows = read(after, page_rows);
    for (const auto& one : rows) row(one);
    if (static_cast<int>(rows.size()) < page_rows) return;
    after = key_of_row(rows.back());
  }
}

}  // namespace haven::pay_command
