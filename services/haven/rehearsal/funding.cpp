#include "services/haven/rehearsal/funding.hpp"

#include <map>
#include <stdexcept>
#include <thread>

#include "services/haven/rehearsal/answers.hpp"

namespace haven::rehearsal {
namespace {

namespace json = boost::json;
using std::chrono::steady_clock;

constexpr std::chrono::seconds until_the_bank_shows_it{120};

/// Fundings whose money the bank has not shown yet: the reference on its slip, and the funding.
using Awaited = std::map<std::string, std::string>;

Money amount_for(const json::value& purse, const Budget& budget) {
  const std::string currency = text_at(purse.at("balance"), "currency");
  const bool is_insurers = text_at(purse, "layer") == "insurer";
  const std::int64_t whole = is_insurers         ? budget.insurers_deposit
                             : currency == "PHP" ? budget.pesos
                                                 : budget.dollars;
  return money(whole * 100, currency);
}

// A purse that an earmark keeps small is left alone.
Awaited note_fundings(Client& cashier, BankFolder& bank, const Budget& budget, std::uint64_t run) {
  Awaited awaited;
  int number = 0;
  for (const auto& purse : page(cashier, "/v1/purses")) {
    const Money amount = amount_for(purse, budget);
    const std::string reference = "DEP-" + std::to_string(run) + '-' + std::to_string(++number);
    const Answer asked = cashier.post(
        "/v1/purses/" + text_at(purse, "purse") + "/fundings",
        {{"amount", {{"amount", decimal_text(amount)}, {"currency", amount.currency().code()}}},
         {"reference", reference},
         {"reason", "Quarterly allocation by the board"}});
    if (!asked.good()) continue;
    bank.pay_in(amount, reference, "Treasury for " + text_at(purse, "purse"));
    awaited[reference] = text_at(asked.json(), "funding_id");
  }
  return awaited;
}

// The bank shows the money: a person says which funding it is for.
void assign(Client& cashier, const json::value& line, const Awaited& awaited) {
  for (const std::string& reference : references_of(line)) {
    const auto found = awaited.find(reference);
    if (found == awaited.end()) continue;
    cashier.post(
        "/v1/bank-lines/" + text_at(line, "line_id") + "/assignment",
        {{"as", "funding"}, {"item_id", found->second}, {"reason", "The slip names the funding"}});
  }
}

// A second person confirms what the bank's lines have brought in full.
void confirm(Client& approver, Awaited& awaited) {
  for (const auto& funding : page(approver, "/v1/fundings?state=waiting&limit=200")) {
    const auto found = awaited.find(text_at(funding, "reference"));
    if (found == awaited.end() || funding.at("banked") != funding.at("amount")) continue;
    const std::string path = "/v1/fundings/" + found->second + "/confirmation";
    if (approver.post(path, json::object{}).good()) awaited.erase(found);
  }
}

}  // namespace

void fund_purses(const Office& office, BankFolder& bank, PaymentDesk& letters, const Budget& budget,
                 std::uint64_t run) {
  const auto cashier = office.desk("carla", "cashier"), approver = office.desk("paz", "approver");
  Awaited awaited = note_fundings(*cashier, bank, budget, run);
  const auto until = steady_clock::now() + until_the_bank_shows_it;
  while (!awaited.empty()) {
    if (steady_clock::now() > until) {
      throw std::runtime_error{"the bank has not shown the money of " +
                               std::to_string(awaited.size()) + " fundings"};
    }
    const bool has_news = letters.take_letters() > 0;
    for (const auto& line : page(*cashier, "/v1/bank-lines?state=open&limit=200")) {
      assign(*cashier, line, awaited);
    }
    confirm(*approver, awaited);
    if (!has_news) std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

}  // namespace haven::rehearsal
