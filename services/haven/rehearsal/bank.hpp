#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace haven::rehearsal {

/// A bank with a ledger of its own. Debits each reference once, however often the order comes;
/// returns orders to accounts that end in "13", and is silent at first about those that end in
/// "77".
class Bank {
 public:
  /// Takes a payment file and answers with a camt.054 of the day; empty when there is
  /// nothing to say. `day` is the booking day.
  std::string take(const std::string& payment_file, const std::string& day);
  /// The statement about orders that it was silent about.
  std::string late_statement(const std::string& day);

  [[nodiscard]] bool is_silent_about_some() const { return !silent_.empty(); }
  [[nodiscard]] std::int64_t debited_minor(const std::string& currency) const;

 private:
  struct Order {
    std::string reference, from, account, amount, currency;
  };
  static Order next_order(std::string_view& file);
  std::string statement(const std::vector<std::pair<Order, bool>>& lines, const std::string& day);

  int statements_ = 0;
  std::map<std::string, Order> debits_;
  std::vector<Order> silent_;
};

}  // namespace haven::rehearsal
