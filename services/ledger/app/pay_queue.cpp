#include "services/ledger/app/pay_queue.hpp"

#include "common/core/ensure.hpp"
#include "services/ledger/app/lend_advances.hpp"
#include "services/ledger/app/say_reserved.hpp"
#include "services/ledger/domain/budget_year.hpp"
#include "services/ledger/store/budget_years.hpp"
#include "services/ledger/store/entries.hpp"

namespace haven::ledger {
namespace {

Entry entry_for(const Reservation& r, const messaging::Origin& origin, Date today) {
  return award_entry({r.fund, r.entitlement.text(), origin.cause, r.claim, today},
                     accounts_of(r.purse, r.layer, r.amount.currency()), r.lacking());
}

// What is taken out of a closed year is of what is held back there, and of late money only beyond
// that: no more late money stays than the purse can still award.
void take_from_late(db::Transaction& tx, const store::LockedPurse& purse, const Money& payable) {
  if (!payable.less_than(purse.late)) return;
  store::add_late(tx, purse.fund, purse.purse, (payable - purse.late).minor());
}

adjudication::v1::EntitlementAwarded award_of(const store::Waiting& waiting) {
  adjudication::v1::EntitlementAwarded award;
  ensure(award.ParseFromString(waiting.payload), "an award that waits is kept as it was heard");
  return award;
}

}  // namespace

Money held_back(const store::LockedPurse& purse, const Money& balance, Date today) {
  return {
      held_back(balance.minor(), purse.floor.minor(), purse.is_closed(today), purse.late.minor()),
      balance.currency()};
}

Result<Queue> pay_queue(db::Transaction& tx, const messaging::Origin& origin,
                        const std::string& purse_name, std::int64_t added_minor, Date today,
                        Instant now) {
  const auto purse = store::lock_purse(tx, origin.fund, purse_name);
  ensure(purse.has_value(), "a purse that is named in the books exists");
  Queue queue{*purse, store::waiting_of(tx, *purse)};

  std::vector<std::int64_t> amounts;
  for (const auto& one : queue.waiting) amounts.push_back(one.reservation.lacking().minor());
  Money& balance = queue.purse.balance;
  balance += Money{added_minor, balance.currency()};
  const auto held = held_back(*purse, balance, today);
  if (added_minor < 0 && purse->is_closed(today)) take_from_late(tx, *purse, balance - held);
  const auto paid =
      static_cast<std::ptrdiff_t>(payable_in_order(balance.minor(), held.minor(), amounts));
  const std::vector<store::Waiting> served{queue.waiting.begin(), queue.waiting.begin() + paid};
  queue.waiting.erase(queue.waiting.begin(), queue.waiting.begin() + paid);

  std::vector<Reservation> reserved;
  std::vector<Entry> entries;
  Money spent{0, balance.currency()};
  for (const auto& one : served) {
    spent += one.reservation.lacking();
    reserved.push_back(one.reservation);
    entries.push_back(entry_for(one.reservation, origin, today));
  }
  balance -= spent;
  // What came late to a closed year came for its own awards: nothing of it is lent.
  if (queue.waiting.empty() && !purse->is_closed(today)) {
    const auto lent = lend_advances(tx, origin, *purse, balance, today, now);
    if (!lent) return pass(lent);
    balance -= *lent;
  }
  if (balance != purse->balance) store::save_balance(tx, *purse, balance);
  if (served.empty()) return queue;
  if (purse->is_closed(today)) store::add_late(tx, purse->fund, purse_name, -spent.minor());
  store::save_reserved(tx, reserved);
  if (const auto written = store::insert_entries(tx, entries, now); !written) return pass(written);
  for (const auto& one : served) say_reserved(tx, origin, award_of(one), purse_name, now);
  return queue;
}

}  // namespace haven::ledger
