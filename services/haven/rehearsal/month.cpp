#include "services/haven/rehearsal/month.hpp"

#include <iostream>
#include <thread>

#include "services/haven/rehearsal/bank.hpp"
#include "services/haven/rehearsal/filing.hpp"
#include "services/haven/rehearsal/staff.hpp"
#include "services/haven/table.hpp"

namespace haven::rehearsal {
namespace {

using std::chrono::milliseconds;

// A desk that works until the doors are closed and it found nothing to do for a while.
template <class Work>
std::thread staff_thread(const std::atomic<bool>& doors_closed, std::atomic<int>& at_work, Work work) {
  ++at_work;
  return std::thread{[&doors_closed, &at_work, work]() mutable {
    for (int idle = 0; idle < 25;) {
      idle = work() > 0 || !doors_closed ? 0 : idle + 1;
      std::this_thread::sleep_for(milliseconds{idle > 0 ? 100 : 20});
    }
    --at_work;
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

}  // namespace

bool play_month(const MonthOptions& options) {
  const Date today = day_of(system_clock()(), std::chrono::hours{8});
  const auto members = make_members(options.members, options.people_seed, today);
  const auto plan = plan_claims(members, options.claims, options.seed, today);
  const Office office{options.url, options.fund, options.token_key,
                      std::chrono::seconds{options.patience_s}};
  fund_purses(office, options.seed);

  Filed filed;
  Worked worked;
  Bank bank;
  std::atomic<bool> doors_closed = false;
  std::atomic<int> at_work = 0;
  std::vector<std::thread> staff;
  for (const std::string name : {"ada", "abel"}) {
    staff.push_back(staff_thread(doors_closed, at_work,
                                 [&, desk = std::shared_ptr{office.desk(name, "adjudicator")}] {
                                   return clear_work_queue(*desk, worked);
                                 }));
  }
  for (const std::string name : {"paz", "pio"}) {
    staff.push_back(staff_thread(doors_closed, at_work,
                                 [&, desk = std::shared_ptr{office.desk(name, "approver")}] {
                                   return approve_decisions(*desk, worked);
                                 }));
  }
  PaymentDesk payments{office, bank, filed, worked};
  staff.push_back(staff_thread(doors_closed, at_work, [&] {
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
  return at_work == 0;
}

}  // namespace haven::rehearsal
