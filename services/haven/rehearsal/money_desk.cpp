#include "services/haven/rehearsal/money_desk.hpp"

#include <set>

#include "services/haven/rehearsal/answers.hpp"

namespace haven::rehearsal {
namespace {

namespace json = boost::json;

// As many receipts as a page of the list holds are one deposit.
constexpr const char* receipts_at_once = "&limit=200";
constexpr const char* debt_states[] = {"open", "demanded", "overdue"};

json::object money_json(const Money& amount) {
  return {{"amount", decimal_text(amount)}, {"currency", amount.currency().code()}};
}

Money money_at(const json::value& value, std::string_view name) {
  const auto& amount = value.as_object().at(name);
  return *money_from(text_at(amount, "amount"), text_at(amount, "currency"));
}

// Partners who hold receipts that no deposit covers.
std::set<std::string> partners_to_deposit(Client& collector) {
  std::set<std::string> partners;
  const auto ageing = collector.get("/v1/contribution-ageing").json();
  const auto* rows = ageing.as_object().if_contains("partners");
  for (const auto& row : rows != nullptr ? rows->as_array() : json::array{}) {
    if (!money_at(row.at("uncovered_receipts"), "total").is_zero()) {
      partners.insert(text_at(row, "partner"));
    }
  }
  return partners;
}

}  // namespace

MoneyDesk::MoneyDesk(const Office& office, BankFolder& bank, Worked& worked, std::uint64_t run)
    : office_(office),
      cashier_(office.desk("carla", "cashier")),
      collector_(office.desk("colin", "collector")),
      insurer_(office.desk("oci_insurer", "partner")),
      bank_(bank),
      worked_(worked),
      run_(std::to_string(run)) {}

void MoneyDesk::deposit_collections() {
  const auto partners = partners_to_deposit(*collector_);
  if (partners.empty()) return;
  for (const std::string state : {"matched", "unmatched"}) {
    std::string after;
    do {
      const auto receipts =
          collector_->get("/v1/receipts?state=" + state + receipts_at_once + after).json();
      std::map<std::pair<std::string, std::string>, json::array> collected;
      for (const auto& receipt : receipts.at("items").as_array()) {
        const std::string partner = text_at(receipt, "partner");
        if (!partners.contains(partner)) continue;
        collected[{partner, text_at(receipt.at("amount"), "currency")}].push_back(receipt);
      }
      for (const auto& [key, list] : collected) deposit(key.first, key.second, list);
      const std::string next = text_at(receipts, "next");
      after = next.empty() ? "" : "&after=" + next;
    } while (!after.empty());
  }
}

void MoneyDesk::deposit(const std::string& partner, const std::string& currency,
                        const json::array& receipts) {
  Money total = money(0, currency);
  json::array ids;
  for (const auto& receipt : receipts) {
    total += money_at(receipt, "amount");
    ids.push_back(receipt.at("id"));
  }
  const Date today = day_of(system_clock()(), std::chrono::hours{8});
  const Answer announced = office_.desk(partner, "partner")
                               ->post("/v1/deposits", {{"partner", partner},
                                                       {"amount", money_json(total)},
                                                       {"paid_on", text_of(today)},
                                                       {"receipts", ids}});
  if (!announced.good()) return;
  ++worked_.deposits;
  const auto named = announced.json();
  std::string reference = text_at(named, "reference");
  if (++slips_ % 4 == 2) {
    reference = "SLIP-" + run_ + '-' + std::to_string(slips_);
    uses_[reference] = {"/v1/deposits/" + text_at(named, "id") + "/match",
                        {{"reason", "The partner has sent a copy of the slip"}}};
  }
  bank_.pay_in(total, reference, partner);
}

void MoneyDesk::pass_bank_items() {
  for (const auto& [currency, account] : bank_.ledger().accounts) {
    const std::string interest = "INT-" + run_ + '-' + currency;
    const std::string charge = "CHG-" + run_ + '-' + currency;
    uses_[interest] = {"", {{"as", "interest"}, {"reason", "Interest of the month"}}};
    uses_[charge] = {"", {{"as", "charge"}, {"reason", "The bank's charge of the month"}}};
    bank_.hand_in({"interest", account.number, "1250.75", currency, interest});
    bank_.hand_in({"charge", account.number, "12.50", currency, charge});
  }
}

std::size_t MoneyDesk::pay_debts() {
  std::size_t paid = 0;
  for (const std::string state : debt_states) {
    for (const auto& receivable : page(*insurer_, "/v1/receivables?limit=200&state=" + state)) {
      paid += pay_debt(receivable);
    }
  }
  return paid;
}

// An insurer that has paid waits until the fund has seen it; what is left then is paid as well.
std::size_t MoneyDesk::pay_debt(const json::value& receivable) {
  const std::string id = text_at(receivable, "receivable");
  const Money left = money_at(receivable, "left");
  std::string& paid_at = paid_at_[id];
  if (paid_at == decimal_text(left)) return 0;
  paid_at = decimal_text(left);
  ++slips_;
  const bool is_in_parts = slips_ % 4 == 1 && left.minor() > 1;
  std::string reference = text_at(receivable, "reference");
  if (slips_ % 5 == 2 && !is_in_parts) {
    reference = "SHARE-" + run_ + '-' + std::to_string(slips_);
    uses_[reference] = {"/v1/receivables/" + id + "/match", {}};
  }
  bank_.pay_in(is_in_parts ? Money{left.minor() / 2, left.currency()} : left, reference,
               text_at(receivable, "debtor_name"));
  ++worked_.insurers_paid;
  return 1;
}

std::size_t MoneyDesk::assign_lines() {
  std::size_t assigned = 0;
  for (const auto& line : page(*cashier_, "/v1/bank-lines?state=open&limit=200")) {
    assigned += assign(line) ? 1 : 0;
  }
  worked_.assigned += static_cast<int>(assigned);
  return assigned;
}

bool MoneyDesk::assign(const json::value& line) {
  const std::string id = text_at(line, "line_id");
  const std::string assignment = "/v1/bank-lines/" + id + "/assignment";
  for (const std::string& reference : references_of(line)) {
    const auto use = uses_.find(reference);
    if (use == uses_.end()) continue;
    json::object body = use->second.body;
    if (use->second.path.empty()) return cashier_->post(assignment, body).good();
    body["line_id"] = id;
    const bool is_said = collector_->post(use->second.path, body).good();
    if (is_said) uses_.erase(use);  // the service says so on the bus
    return is_said;
  }
  // Deposits and what insurers pay are recognised by reference; a debit that nobody knows is not.
  if (line.at("is_credit").as_bool()) return false;
  return cashier_
      ->post(assignment,
             {{"as", "other"},
              {"party", "bank"},
              {"reason", "Paid by the bank after it had rejected the order; claimed back"}})
      .good();
}

std::size_t MoneyDesk::awaited() {
  std::size_t count = page(*cashier_, "/v1/bank-lines?state=open").size();
  for (const std::string state : {"announced", "claimed"}) {
    count += page(*collector_, "/v1/deposits?state=" + state).size();
  }
  for (const std::string state : debt_states) {
    count += page(*insurer_, "/v1/receivables?state=" + state).size();
  }
  return count;
}

}  // namespace haven::rehearsal
