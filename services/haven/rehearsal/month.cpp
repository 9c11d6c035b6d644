#include "services/haven/rehearsal/month.hpp"

#include <boost/json.hpp>
#include <iostream>
#include <map>
#include <thread>

#include "common/core/money.hpp"
#include "services/haven/rehearsal/answers.hpp"
#include "services/haven/rehearsal/bank_folder.hpp"
#include "services/haven/rehearsal/filing.hpp"
#include "services/haven/rehearsal/funding.hpp"
#include "services/haven/rehearsal/money_desk.hpp"
#include "services/haven/rehearsal/payment_desk.hpp"
#include "services/haven/rehearsal/staff.hpp"
#include "services/haven/table.hpp"

namespace haven::rehearsal {
namespace {

using std::chrono::milliseconds;

// How long the cashiers stay for what the bank does not answer.
constexpr std::chrono::seconds overtime{120};

// The insurers' deposit does not last for the month: what is short becomes a debt, and they pay it.
Budget budget_for(std::size_t claims) {
  Budget budget;
  budget.insurers_deposit = static_cast<std::int64_t>(claims) * 200;
  return budget;
}

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
  row("payments to children, freed by a guardian's papers", worked.lifted);
  row("returned payments corrected", worked.corrected);
  row("payments without an answer sent again", worked.resent);
  row("payments asked about at the bank's counter", worked.asked);
  row("payments whose end two people declared", worked.resolved);
  row("deposits of what partners collected", worked.deposits);
  row("payments of insurers for what they owe", worked.insurers_paid);
  row("lines of the bank that a person had to look at", worked.assigned);
  row("files of the bank taken", worked.letters);
  row("files of the bank refused: taken before", worked.letters_refused);
  table.print(std::cout);
}

// What a currency has moved so far: in haven's count (what the bank paid after it had rejected it
// is no payment, but a line that a person looks at), and in the bank's own ledger.
struct Moved {
  std::int64_t settled = 0, unexplained = 0, debited = 0;
};

std::map<std::string, Moved> moved_so_far(Client& auditor, const BankFolder& bank) {
  std::map<std::string, Moved> moved;
  for (const auto& item : page(auditor, "/v1/payment-totals")) {
    const auto& total = item.as_object().at("total");
    const std::string currency = text_at(total, "currency");
    if (text_at(item, "state") != "settled") continue;
    moved[currency].settled = money_from(text_at(total, "amount"), currency)->minor();
  }
  std::string next;
  do {
    const auto lines = auditor.get("/v1/bank-lines?limit=200" + next).json();
    for (const auto& line : lines.as_object().at("items").as_array()) {
      const auto& amount = line.as_object().at("amount");
      const std::string currency = text_at(amount, "currency");
      const std::int64_t minor = money_from(text_at(amount, "amount"), currency)->minor();
      const bool is_charge = text_at(line.at("assignment"), "as") == "charge";
      if (!line.at("is_credit").as_bool() && !is_charge) moved[currency].unexplained += minor;
    }
    next = text_at(lines, "next").empty() ? "" : "&after=" + text_at(lines, "next");
  } while (!next.empty());
  for (const auto& [currency, turnover] : bank.ledger().by_currency) {
    moved[currency].debited = turnover.net_minor();
  }
  return moved;
}

bool finds_claims_again(Client& auditor, const Filed& filed) {
  std::size_t found = 0;
  for (const std::string& claim : filed.acknowledged) {
    found += auditor.get("/v1/claims/" + claim).status == 200 ? 1 : 0;
  }
  std::cout << found << " of " << filed.acknowledged.size() << " acknowledged claims found again\n";
  return found == filed.acknowledged.size();
}

// The outside view: what the bank debited and did not give back is what haven says was settled.
bool agrees_with_bank(const std::map<std::string, Moved>& before,
                      const std::map<std::string, Moved>& after) {
  bool agrees = true;
  for (const auto& [currency, now] : after) {
    const Moved then = before.contains(currency) ? before.at(currency) : Moved{};
    const std::int64_t settled = now.settled - then.settled;
    const std::int64_t unexplained = now.unexplained - then.unexplained;
    const std::int64_t debited = now.debited - then.debited;
    const bool is_equal = settled + unexplained == debited;
    std::cout << "bank debited " << decimal_text(money(debited, currency)) << ' ' << currency
              << ", haven settled " << decimal_text(money(settled, currency)) << " and shows "
              << decimal_text(money(unexplained, currency)) << " as paid after a rejection"
              << (is_equal ? "\n" : ": THEY DIFFER\n");
    agrees = agrees && is_equal;
  }
  return agrees;
}

// The cashiers' work at this moment. At the end of the month they stay until the bank has said all
// that it will, and everything that left has an end.
std::size_t work_on_payments(PaymentDesk& desk, MoneyDesk& money, const BankFolder& bank,
                             bool is_month_over) {
  const std::size_t done = desk.take_letters() + desk.pay() + desk.mend() + desk.chase_unknown() +
                           money.pay_debts() + money.assign_lines();
  if (done > 0 || !is_month_over) return done;
  return desk.underway() + money.awaited() + static_cast<std::size_t>(bank.ledger().waiting) +
         (bank.has_files_to_take() ? 1 : 0);
}

// Those who decide and those who approve.
std::vector<std::thread> claims_staff(const Office& office, const std::atomic<bool>& doors_closed,
                                      Worked& worked) {
  std::vector<std::thread> staff;
  for (const std::string name : {"ada", "abel"}) {
    staff.push_back(staff_thread(
        doors_closed, [&worked, desk = std::shared_ptr{office.desk(name, "adjudicator")}] {
          return clear_work_queue(*desk, worked);
        }));
  }
  for (const std::string name : {"paz", "pio"}) {
    staff.push_back(staff_thread(doors_closed,
                                 [&worked, desk = std::shared_ptr{office.desk(name, "approver")}] {
                                   return approve_decisions(*desk, worked);
                                 }));
  }
  return staff;
}

}  // namespace

bool play_month(const MonthOptions& options) {
  const Date today = day_of(system_clock()(), std::chrono::hours{8});
  const auto members = make_members(options.members, options.people_seed, today);
  const auto plan = plan_claims(members, options.claims, options.seed, today);
  const Office office{options.url, options.fund, options.token_key,
                      std::chrono::seconds{options.patience_s}};
  BankFolder bank{options.bank};
  const auto auditor = office.desk("aurora", "auditor");
  const auto before = moved_so_far(*auditor, bank);

  Filed filed;
  Worked worked;
  std::atomic<bool> doors_closed = false;
  PaymentDesk payments{office, bank, worked};
  fund_purses(office, bank, payments, budget_for(options.claims), options.seed);
  MoneyDesk money{office, bank, worked, options.seed};
  money.deposit_collections();
  money.pass_bank_items();
  auto staff = claims_staff(office, doors_closed, worked);
  std::chrono::steady_clock::time_point closed_at;
  staff.push_back(staff_thread(doors_closed, [&] {
    const bool is_late = doors_closed && std::chrono::steady_clock::now() - closed_at > overtime;
    const std::size_t left = work_on_payments(payments, money, bank, doors_closed);
    return is_late ? 0 : left;
  }));
  {
    Progress progress{"filing claims", plan.size()};
    file_claims(office, plan, options.desks, filed, progress);
  }
  closed_at = std::chrono::steady_clock::now();
  doors_closed = true;
  for (std::thread& thread : staff) thread.join();
  print(filed, worked);
  const bool are_found = finds_claims_again(*auditor, filed);
  return agrees_with_bank(before, moved_so_far(*auditor, bank)) && are_found;
}

}  // namespace haven::rehearsal
