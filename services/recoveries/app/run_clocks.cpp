#include "services/recoveries/app/run_clocks.hpp"

#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/store/receivables.hpp"
#include "services/recoveries/store/reductions.hpp"

namespace haven::recoveries {

std::size_t run_clocks(db::Transaction& tx, const std::string& fund, const RecoveryTerms& terms,
                       Date today) {
  constexpr int at_once_max = 1000;
  const auto due = store::receivables_due(tx, fund, today, at_once_max);
  for (const Receivable& receivable : due) {
    const Tick done = tick(receivable, clock_of(terms, receivable), today);
    store::save_receivable(tx, done.after);
    store::insert_notices(tx, receivable.id, done.notices, today);
  }
  return due.size();
}

}  // namespace haven::recoveries
