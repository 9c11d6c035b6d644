#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "common/core/clock.hpp"
#include "tests/support/bank/account_report.hpp"
#include "tests/support/bank/books.hpp"
#include "tests/support/bank/desk.hpp"

namespace haven::bank {

/// Where the customer's files are written. A file is flushed as a draft in outbox/ and noted in the
/// books; once the books are committed, `deliver` moves it to out/ under its number. Whatever
/// happens in between, each noted file comes to out/ and no other.
class Mailroom {
 public:
  Mailroom(Books& books, std::filesystem::path folder, Instant now, Date today)
      : books_(books), folder_(std::move(folder)), now_(now), today_(today) {}

  void send(const News& news);
  /// The statements of the day, of the accounts on which something was booked. Afterwards the day
  /// has ended, and what was held back until now follows.
  void end_day();
  /// Plain text, such as answers at the counter.
  void send_text(const std::string& kind, const std::string& text);

  /// Moves what the books know to out/ and forgets drafts that they do not know.
  void deliver();

 private:
  using Write = std::function<void(const std::filesystem::path&, const std::string& message_id)>;
  void send_files(const std::string& kind, const Write& write, bool twice, int held_until);
  void send(const FileAnswer& answer);
  void notify(const std::string& account, const std::vector<const Entry*>& entries);
  void send_statement(const std::string& account);
  [[nodiscard]] bool any_has(const std::vector<const Entry*>& entries, Mode mode) const;

  Books& books_;
  std::filesystem::path folder_;
  Instant now_;
  Date today_;
};

}  // namespace haven::bank
