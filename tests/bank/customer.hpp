// A customer of the bank: writes orders with haven's writer, reads answers with haven's readers.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "common/iso20022/payment_file.hpp"
#include "common/iso20022/statement.hpp"
#include "common/iso20022/status_report.hpp"
#include "tests/support/bank/bank.hpp"

namespace haven::bank {

/// An empty folder that is gone at the end of the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Wish {
  std::string reference;
  std::int64_t minor = 10000;
  std::string account = "200100000000";
};

/// One entry of a statement or a notification, flat: a line for each of its transactions, or one
/// without a reference where the bank gives no details.
struct Told {
  std::string message;  // camt.053.001.08 or camt.054.001.08
  std::string reference;
  std::string batch;  // the file that the entry says it is for
  iso20022::Direction direction = iso20022::Direction::debit;
  Money amount;
  bool is_return = false;
  std::optional<Date> booked;
  bool operator==(const Told&) const = default;
};

struct Said {
  std::string reference;  // empty: of the whole file
  std::string status;
  std::string reason;
  bool operator==(const Said&) const = default;
};

/// Everything that the customer has taken out of out/, file by file.
struct Mail {
  std::vector<std::string> kinds;  // of the files, in order: "pain.002", "camt.053", "counter"
  std::vector<std::string> bytes;  // likewise
  std::vector<std::string> schema_says;  // complaints, or what hinders from asking
  std::vector<Said> said;
  std::vector<std::string> said_of_files;  // the status of a whole file, where one is given
  std::vector<Told> told;
  std::vector<iso20022::StatementHead> statements;
  std::vector<iso20022::StatementEnd> ends;
  std::vector<iso20022::EntryEnd> entry_ends;
  std::vector<std::string> counter;  // lines
};

const std::string fund_account = "0012345678900";

Founding founding_with(Mode mode);

/// A bank in a folder with the account above, a balance of 10,000.00 PHP and a calendar that begins
/// on 2024-05-14, and its customer.
class Customer {
 public:
  explicit Customer(const Founding& founding);
  explicit Customer(Mode mode) : Customer(founding_with(mode)) {}

  /// Puts a file of orders in; `file` is its MsgId too. Nothing happens before the bank passes.
  void order(const std::string& file, const std::vector<Wish>& wishes);
  void put(const std::string& name, const std::string& bytes);
  Bank& bank() { return *bank_; }
  /// The process is killed and another begins on the same folder.
  void restart(Bank::Watch watch = {});
  Mail collect();
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  Folder folder_;
  std::unique_ptr<Bank> bank_;
};

/// A file of orders as haven writes it.
std::string orders_as_haven_writes(const std::string& message_id, const std::vector<Wish>& wishes);

/// What was told of a reference in files of one message.
std::vector<Told> told_of(const Mail& mail, const std::string& reference,
                          const std::string& message);
std::vector<Said> said_of(const Mail& mail, const std::string& reference);

}  // namespace haven::bank
