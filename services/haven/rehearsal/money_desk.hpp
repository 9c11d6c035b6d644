#pragma once
#include <map>
#include <memory>
#include <string>

#include "services/haven/rehearsal/bank_folder.hpp"
#include "services/haven/rehearsal/office.hpp"
#include "services/haven/rehearsal/staff.hpp"

namespace haven::rehearsal {

/// Those who pay into the fund's accounts, and those who say what the bank's lines are. Partners
/// deposit what they collected, insurers pay what they owe, the bank pays interest and takes a
/// charge. Most slips bear the reference that haven gave; a few are misprinted, and a person has to
/// look.
class MoneyDesk {
 public:
  MoneyDesk(const Office& office, BankFolder& bank, Worked& worked, std::uint64_t run);

  /// Every partner deposits the receipts that no deposit covers, some hundreds at a time.
  void deposit_collections();
  /// The bank pays interest and takes its charge, on every account.
  void pass_bank_items();
  /// Each returns how much it did. Insurers pay what they owe and have not paid yet.
  std::size_t pay_debts();
  /// Says what the bank's lines are that nobody has recognised.
  std::size_t assign_lines();
  /// How much is still to be seen: deposits without a line, debts of insurers, lines without a use.
  std::size_t awaited();

 private:
  void deposit(const std::string& partner, const std::string& currency,
               const boost::json::array& receipts);
  std::size_t pay_debt(const boost::json::value& receivable);
  bool assign(const boost::json::value& line);

  const Office& office_;
  std::unique_ptr<Client> cashier_, collector_, insurer_;
  BankFolder& bank_;
  Worked& worked_;
  std::string run_;
  int slips_ = 0;
  // What a person will find out about a line with this on it: where it is said, and in which words.
  struct Use {
    std::string path;  // empty: an assignment of the line
    boost::json::object body;
  };
  std::map<std::string, Use> uses_;
  std::map<std::string, std::string> paid_at_;  // receivable -> what was left when it was paid last
};

}  // namespace haven::rehearsal
