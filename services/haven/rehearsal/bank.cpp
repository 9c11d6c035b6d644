#include "services/haven/rehearsal/bank.hpp"

#include <sstream>

#include "common/core/csv.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"

namespace haven::rehearsal {

std::string Bank::statement(const std::vector<std::pair<Order, bool>>& lines,
                            const std::string& day) {
  if (lines.empty()) return "";
  // A number of its own on every statement: banks number through, and so does each run of this one.
  const std::string number =
      "ST-" + new_uuid(system_clock()()) + '-' + std::to_string(++statements_);
  std::string csv = "statement_id,reference,amount,currency,booked_on,status,reason\n";
  for (const auto& [order, returned] : lines) {
    csv += csv_line({number, order.reference, order.amount, order.currency, day,
                     returned ? "returned" : "booked", returned ? "account closed" : ""}) +
           '\n';
  }
  return csv;
}

std::string Bank::take(const std::string& payment_file, const std::string& day) {
  std::istringstream in{payment_file};
  std::vector<std::pair<Order, bool>> lines;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const auto fields = csv_fields(line);
    if (number <= 2 || !fields || fields->size() < 6) continue;
    const Order order{fields->at(0), fields->at(3), fields->at(4), fields->at(5)};
    const bool returned = order.account.ends_with("13");
    if (order.account.ends_with("77")) {
      silent_.push_back(order);
      continue;
    }
    if (!returned) debits_.emplace(order.reference, order);
    lines.emplace_back(order, returned);
  }
  return statement(lines, day);
}

std::string Bank::late_statement(const std::string& day) {
  std::vector<std::pair<Order, bool>> lines;
  for (const Order& order : silent_) {
    debits_.emplace(order.reference, order);
    lines.emplace_back(order, false);
  }
  silent_.clear();
  return statement(lines, day);
}

std::int64_t Bank::debited_minor(const std::string& currency) const {
  std::int64_t sum = 0;
  for (const auto& [reference, order] : debits_) {
    if (order.currency == currency) sum += money_from(order.amount, currency)->minor();
  }
  return sum;
}

}  // namespace haven::rehearsal
