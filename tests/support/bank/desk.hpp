#pragma once
#include <map>
#include <string>
#include <vector>

#include "tests/support/bank/books.hpp"
#include "tests/support/bank/order_file.hpp"

namespace haven::bank {

/// What is said about one order.
struct Answer {
  std::string batch_id;
  std::string reference;
  std::string instruction_id;
  std::string status;
  std::string reason;
  Mode mode = Mode::plain;
};

/// What is said about a file of orders: about all of it if it is refused.
struct FileAnswer {
  std::string message_id;
  std::int64_t count = 0;  // orders in the file; 0: only some of it are answered now
  std::optional<FileRefusal> refusal;
  std::vector<Answer> answers;
};

/// What is to be told to the customer after a pass.
struct News {
  std::vector<FileAnswer> reports;
  std::vector<int> entries;  // booked with a notification
};

/// Where orders are carried out, each as its mode says. All that it does goes into the books.
class Desk {
 public:
  Desk(Books& books, Habits habits, Date today)
      : books_(books), habits_(std::move(habits)), today_(today) {}

  /// Whether a pass would find steps to do without anybody asking.
  [[nodiscard]] bool has_due() const;
  void perform_due();
  /// A file that was taken before and comes again is answered order by order.
  void take(const OrderFile& file);
  /// Somebody asks about an order: what the ledger says, in one word.
  std::string ask(const std::string& reference);
  void deposit(const std::string& account, const Money& amount, const std::string& kind,
               const std::string& reference, const std::string& name);
  [[nodiscard]] const News& news() const { return news_; }

 private:
  [[nodiscard]] bool is_due(const Order& order, bool is_asked, int pass) const;
  void perform(const std::string& reference, bool is_asked);
  void perform(const Order& order, Deed deed);
  void give_back(const Order& order);
  void say(const Order& order, const std::string& status, const std::string& reason);
  void take(const GivenOrder& given);
  void take_again(const Order& known, const Order& given);
  FileAnswer& report_on(const std::string& message_id);

  Books& books_;
  Habits habits_;
  Date today_;
  News news_;
  // The file and batch in hand: answers name them, not those that brought the order first.
  std::string answering_;
  std::string answering_batch_;
};

}  // namespace haven::bank
