#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "common/core/money.hpp"

namespace haven::rehearsal {

/// The fund's side of a bank that speaks files (tests/support/bank): what is put into in/ is the
/// bank's, what lies in out/ is the fund's.
class BankFolder {
 public:
  /// Throws when no bank was founded there.
  explicit BankFolder(std::filesystem::path folder);

  /// Hands in a file of orders.
  void hand_in(const std::string& orders);
  /// Hands in a slip: interest, a charge, an enquiry.
  void hand_in(const std::vector<std::string>& slip);
  /// Somebody pays into the fund's account in this currency.
  void pay_in(const Money& amount, const std::string& reference, const std::string& name);

  /// The bank's answers, in the order in which it gave them.
  struct Letter {
    std::filesystem::path file;
    std::string bytes;
    [[nodiscard]] bool is_message() const;  // else answers at the counter, as CSV
  };
  /// At most so many, so that memory does not grow with what has come.
  [[nodiscard]] std::vector<Letter> letters(std::size_t count) const;
  /// The letter was taken care of.
  void discard(const Letter& letter) const;

  /// From the bank's own ledger.
  struct Turnover {
    std::int64_t debited_minor = 0;
    std::int64_t returned_minor = 0;
    [[nodiscard]] std::int64_t net_minor() const { return debited_minor - returned_minor; }
  };
  struct Account {
    std::string number;
    std::int64_t balance_minor = 0;
  };
  struct Ledger {
    std::map<std::string, Account> accounts;  // by currency
    std::map<std::string, Turnover> by_currency;
    int waiting = 0;  // what the bank will still say without being asked
  };
  [[nodiscard]] Ledger ledger() const;
  /// Files that the bank has not taken yet.
  [[nodiscard]] bool has_files_to_take() const;

 private:
  void put(const std::string& ending, const std::string& bytes);

  std::filesystem::path folder_;
};

}  // namespace haven::rehearsal
