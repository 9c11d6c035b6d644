#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "tests/support/bank/books.hpp"

namespace haven::bank {

/// Entries that the customer sees as one line: one, or the orders of a file that are booked as one.
struct Line {
  std::vector<const Entry*> entries;
  bool has_details = true;
};

/// Groups entries into lines, in their order, or last first if one of them asks for it.
std::vector<Line> lines_of(const std::vector<const Entry*>& entries, const Books& books);

struct AccountReport {
  bool is_statement = true;  // else a notification: no balances
  std::string id;            // the statement's own; the message's is another
  int sequence = 0;
  Date day{};
  std::string account;
  Money opening, closing;
  std::vector<Line> lines;
};

/// Writes a camt.053.001.08 or a camt.054.001.08.
void write_account_report(const std::filesystem::path& file, const std::string& message_id,
                          Instant now, const AccountReport& report, const Books& books);

}  // namespace haven::bank
