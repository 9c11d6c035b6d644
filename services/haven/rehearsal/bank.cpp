#include "services/haven/rehearsal/bank.hpp"

#include <algorithm>
#include <string_view>

#include "common/core/csv.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"

namespace haven::rehearsal {
namespace {

// What stands between the next `from` and the `to` after it; passes both.
std::string between(std::string_view& text, std::string_view from, std::string_view to) {
  const auto begin = text.find(from);
  if (begin == text.npos) return "";
  text.remove_prefix(begin + from.size());
  const auto end = text.find(to);
  std::string found{text.substr(0, end)};
  text.remove_prefix(std::min(text.size(), end));
  return found;
}

}  // namespace

// haven writes its files in one way: references, amounts and accounts stand in this order.
Bank::Order Bank::next_order(std::string_view& file) {
  Order order;
  order.reference = between(file, "<EndToEndId>", "<");
  order.currency = between(file, "Ccy=\"", "\"");
  order.amount = between(file, ">", "<");
  std::string account = between(file, "<CdtrAcct>", "</CdtrAcct>");
  std::string_view inside = account;
  if (account.find("<IBAN>") != account.npos)
    order.account = between(inside, "<IBAN>", "<");
  else
    order.account = (between(inside, "<Othr>", "<"), between(inside, "<Id>", "<"));
  return order;
}

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
  std::vector<std::pair<Order, bool>> lines;
  std::string_view rest = payment_file;
  for (Order order = next_order(rest); !order.reference.empty(); order = next_order(rest)) {
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
