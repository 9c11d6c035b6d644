#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "tests/support/bank/journal.hpp"
#include "tests/support/bank/mode.hpp"

namespace haven::bank {

struct CustomerAccount {
  std::string number;
  Money stated;  // the closing balance of the last statement; the opening balance before the first
  int statements = 0;
  int notifications = 0;
};

struct Order {
  std::string reference;  // EndToEndId
  std::string instruction_id;
  std::string message_id;  // of the file that brought it first
  std::string batch_id;    // PmtInfId
  std::string account;     // the customer's, which pays
  Money amount;
  std::string payee_name;
  std::string payee_account;
  std::string remittance;
  Mode mode = Mode::plain;
  int taken_on_day = 0;
  int taken_in_pass = 0;
  std::size_t steps_done = 0;
  std::string status;  // what was said last; empty: nothing yet
  std::string reason;
  bool is_debited = false;
  bool is_returned = false;
  int entry = 0;  // the debit's number
};

/// A movement in the bank's own ledger: it has happened, whether the customer knows of it or not.
struct Entry {
  int number = 0;
  std::string account;
  bool is_debit = true;
  Money amount;
  std::string kind;       // payment, return, credit, interest, charge
  std::string reference;  // of the order, or what a depositor gave
  std::string name;       // the other party's
  std::string text;
  std::optional<Date> booked;  // shown to the customer
  bool is_stated = false;      // a statement has shown it
};

/// A file for the customer. It is written under the name `draft` before the journal knows of it;
/// when the journal gives it a number it goes out.
struct OutFile {
  std::string draft;
  std::string kind;    // "camt.053-0012345678900.xml"
  int held_until = 0;  // the day on whose end it gets its number; 0: at once
  int number = 0;      // 0: held back
  [[nodiscard]] std::string name() const;
};

struct TakenFile {
  int number = 0;
  std::string name;
  std::string sha256;
  std::string message_id;  // of a file of orders that was accepted
};

/// What the bank knows, as its journal tells it. Every change is a record first; a change that is
/// not followed by `commit` never happened.
class Books {
 public:
  explicit Books(const std::filesystem::path& journal) : journal_(journal) {}

  [[nodiscard]] Journal::Hold hold() const { return Journal::Hold{journal_}; }
  void read_on();
  void commit() { journal_.commit(); }

  void set(const std::string& name, const std::string& value);
  void open_account(const std::string& number, const Money& opening);
  void take_file(const TakenFile& file);
  void take_order(const Order& order);
  void complete_step(const Order& order);
  /// Debits or credits. Never debits a reference a second time: that is a bug of the bank.
  int post(Entry entry);
  void book(int entry, Date day);
  void say(const Order& order, const std::string& status, const std::string& reason);
  void notify(const std::string& account);
  /// Everything booked on the account and not stated yet is now on a statement.
  void state(const std::string& account);
  /// Gives a draft its number, unless it is to be held back.
  void send(const OutFile& file);
  void hold_back(const OutFile& file);
  void begin_pass();
  void end_day();

  [[nodiscard]] std::string setting(const std::string& name) const;
  [[nodiscard]] const std::map<std::string, std::string>& settings() const { return settings_; }
  [[nodiscard]] const std::map<std::string, CustomerAccount>& accounts() const { return accounts_; }
  [[nodiscard]] const std::map<std::string, Order>& orders() const { return orders_; }
  [[nodiscard]] const std::map<int, Entry>& entries() const { return entries_; }
  /// By draft.
  [[nodiscard]] const std::map<std::string, OutFile>& out_files() const { return out_files_; }
  [[nodiscard]] int last_out_number() const { return last_out_number_; }
  [[nodiscard]] const std::map<int, TakenFile>& taken_files() const { return taken_files_; }
  [[nodiscard]] const std::set<std::string>& unfinished() const { return unfinished_; }
  [[nodiscard]] const Order* order(const std::string& reference) const;
  /// How many orders a file brought first.
  [[nodiscard]] int orders_of(const std::string& message_id) const;
  /// Booked on the account and not yet on a statement, in the order of their numbers.
  [[nodiscard]] std::vector<const Entry*> unstated(const std::string& account) const;
  [[nodiscard]] int day() const { return day_; }
  [[nodiscard]] int passes() const { return passes_; }

 private:
  void put(const Record& record);
  void apply(const Record& record);
  void apply_order(const Record& record);
  void apply_entry(const Record& record);
  void apply_statement(const std::string& account);

  Journal journal_;
  std::map<std::string, std::string> settings_;
  std::map<std::string, CustomerAccount> accounts_;
  std::map<std::string, Order> orders_;
  std::map<std::string, int> orders_of_file_;
  std::set<std::string> unfinished_;  // references with steps to come
  std::map<int, Entry> entries_;
  std::map<std::string, std::set<int>> unstated_;  // by account
  std::map<std::string, OutFile> out_files_;
  int last_out_number_ = 0;
  std::map<int, TakenFile> taken_files_;
  int day_ = 1;
  int passes_ = 0;
};

}  // namespace haven::bank
