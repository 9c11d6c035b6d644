#include "services/haven/rehearsal/month.hpp"

#include <boost/json.hpp>
#include <iostream>
#include <map>
#include <thread>

#include "common/core/money.hpp"
#include "services/haven/rehearsal/bank.hpp"
#include "services/haven/rehearsal/filing.hpp"
#include "services/haven/rehearsal/staff.hpp"
#include "services/haven/table.hpp"

namespace haven::rehearsal {
namespace {

using std::chrono::milliseconds;

// A desk that works until the doors are closed and it found nothing to do for a while.
template <class Work>
std::thread staff_thread(const std::atomic<bool>& doors_closed, Work work) {
  return std::thread{[&doors_closed, work]() mutable {
    for (int idle = 0; idle < 25;) {
      idle = work() > 0 || !doors_closed ? 0 : idle + 1;
      std::this_thread::sleep_for(milliseconds{idle > 0 ? 100 : 20});
    }
  }};
}

void print(const Filed& filed, const Worked& worked) {
  Table table{"What the desks counted", {"", "count>"}, {}};
  const auto row = [&](const std::string& what, int count) {
    table.rows.push_back({what, std::to_string(count)});
  };
  row("claims filed and acknowledged", filed.filed);
  row("claims refused at the counter", filed.refused);
  for (const auto& [code, count] : filed.refusals) row("  " + code, count);
  row("second filings of the same incident refused", filed.refused_twice);
  row("claims withdrawn by the family", filed.withdrawn);
  row("families who looked their claim up", filed.looked_up);
  row("referred claims decided by adjudicators", worked.decided);
  row("decisions approved by a second person", worked.approved);
  row("decisions sent back", worked.returned);
  row("payment batches released", worked.batches);
  row("returned payments corrected", worked.corrected);
  row("payments without an answer sent again", worked.resent);
  table.print(std::cout);
}

std::string text_at(const boost::json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  return found && found->is_string() ? std::string{found->as_string()} : "";
}

// Settled so far by haven's own count, in minor units.
std::int64_t settled_minor(Client& auditor, const std::string& currency) {
  const auto totals = auditor.get("/v1/payment-totals").json();
  const auto* object = totals.if_object();
  const auto* items = object ? object->if_contains("items") : nullptr;
  for (const auto& item : items ? items->as_array() : boost::json::array{}) {
    const auto& total = item.as_object().at("total");
    if (text_at(item, "state") != "settled" || text_at(total, "currency") != currency) continue;
    return money_from(text_at(total, "amount"), currency)->minor();
  }
  return 0;
}

// The outside view: every claim that haven acknowledged is there when asked for, and what the bank
// debited in its own books is what haven says was settled.
bool agrees_with_outside(Client& auditor, const Filed& filed, const Bank& bank,
                         const std::map<std::string, std::int64_t>& settled_before) {
  std::size_t found = 0;
  for (const std::string& claim : filed.acknowledged) {
    found += auditor.get("/v1/claims/" + claim).status == 200 ? 1 : 0;
  }
  std::cout << found << " of " << filed.acknowledged.size() << " acknowledged claims found again\n";
  bool agrees = found == filed.acknowledged.size();
  for (const auto& [currency, before] : settled_before) {
    const std::int64_t settled = settled_minor(auditor, currency) - before;
    const std::int64_t debited = bank.debited_minor(currency);
    std::cout << "bank debited " << decimal_text(money(debited, currency)) << ' ' << currency
              << ", haven settled " << decimal_text(money(settled, currency)) << ' ' << currency
              << (settled == debited ? "\n" : ": THEY DIFFER\n");
    agrees = agrees && settled == debited;
  }
  return agrees;
}

}  // namespace

bool play_month(const MonthOptions& options) {
  const Date today = day_of(system_clock()(), std::chrono::hours{8});
  const auto members = make_members(options.members, options.people_seed, today);
  const auto plan = plan_claims(members, options.claims, options.seed, today);
  const Office office{options.url, options.fund, options.token_key,
                      std::chrono::seconds{options.patience_s}};
  fund_purses(office, options.seed);
  const auto auditor = office.desk("aurora", "auditor");
  std::map<std::string, std::int64_t> settled_before;
  for (const std::string currency : {"PHP", "USD"}) {
    settled_before[currency] = settled_minor(*auditor, currency);
  }

  Filed filed;
  Worked worked;
  Bank bank;
  std::atomic<bool> doors_closed = false;
  std::vector<std::thread> staff;
  for (const std::string name : {"ada", "abel"}) {
    staff.push_back(
        staff_thread(doors_closed, [&, desk = std::shared_ptr{office.desk(name, "adjudicator")}] {
          return clear_work_queue(*desk, worked);
        }));
  }
  for (const std::string name : {"paz", "pio"}) {
    staff.push_back(
        staff_thread(doors_closed, [&, desk = std::shared_ptr{office.desk(name, "approver")}] {
          return approve_decisions(*desk, worked);
        }));
  }
  PaymentDesk payments{office, bank, worked};
  staff.push_back(staff_thread(doors_closed, [&] {
    const std::size_t done = payments.pay() + payments.mend();
    return done + (doors_closed ? payments.ask_again() : 0);
  }));
  {
    Progress progress{"filing claims", plan.size()};
    file_claims(office, plan, options.desks, filed, progress);
  }
  doors_closed = true;
  for (std::thread& thread : staff) thread.join();
  print(filed, worked);
  return agrees_with_outside(*auditor, filed, bank, settled_before);
}

}  // namespace haven::rehearsal
