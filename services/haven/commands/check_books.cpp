#include "services/haven/commands/check_books.hpp"

#include "services/haven/commands/ledger_keys.hpp"
#include "services/ledger/app/verify_journal.hpp"
#include "services/ledger/store/periods.hpp"
#include "services/ledger/store/seals.hpp"

namespace haven {
namespace {

store::Invariant check_last_batches(db::Pool& pool, const std::vector<std::string>& funds,
                                    const std::vector<std::string>& keys) {
  store::Invariant invariant{"the last sealed batch is what was sealed and signed", 0, {}};
  const auto accepts = accepts_any(keys);
  for (const std::string& fund : funds) {
    const auto command = ledger::last_batch_of(pool, fund);
    const auto report = ledger::verify_journal(pool, command, accepts, [](std::int64_t) {});
    if (!report.broken) continue;
    ++invariant.broken;
    invariant.examples.push_back(fund + ": " + report.broken->what);
  }
  return invariant;
}

store::Invariant check_closed_months(db::Pool& pool, const std::vector<std::string>& funds) {
  store::Invariant invariant{"closed months add up to the balances that were kept", 0, {}};
  for (const std::string& fund : funds) {
    const auto months = db::in_transaction(
        pool, [&](db::Transaction& tx) { return ledger::store::altered_periods(tx, fund); });
    for (const ledger::Month month : months) {
      ++invariant.broken;
      if (invariant.examples.size() < 5) {
        invariant.examples.push_back(fund + ' ' + ledger::month_text(month));
      }
    }
  }
  return invariant;
}

}  // namespace

std::vector<store::Invariant> check_books(db::Pool& pool, const std::vector<std::string>& keys) {
  const auto funds = db::in_transaction(pool, ledger::store::funds_with_entries);
  return {check_last_batches(pool, funds, keys), check_closed_months(pool, funds)};
}

}  // namespace haven
