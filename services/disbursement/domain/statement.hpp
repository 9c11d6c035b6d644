#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement {

using StatementId = Id<struct StatementTag>;

/// One line of a bank's statement.
struct StatementLine {
  int number = 0;  // of the line in the file, the column names being line 1
  std::string bank_reference;
  Money amount;
  Date booked_on{};
  bool is_returned = false;  // else booked
  std::string reason;
};

struct StatementFile {
  std::string bank_statement;  // the bank's number for it
  std::vector<StatementLine> lines;
};

constexpr std::size_t statement_lines_max = 100000;

/// Reads a statement: statement_id, reference, amount, currency, booked_on, status (booked or
/// returned) and reason, in this order, with a line of column names. Refused as a whole, with the
/// number and fault of each of the first twenty wrong lines: nothing of a damaged file is believed.
Result<StatementFile> statement_from_csv(std::string_view text);

/// What a line did.
enum class LineResult {
  settled,
  returned,
  already,           // the payment had ended this way before
  unmatched,         // no payment has this reference
  amount_differs,    // never settles
  currency_differs,  // never settles
  not_released,      // the payment has not left: somebody must find out how the bank knows of it
  contradicts        // the payment had ended the other way
};
std::string name_of(LineResult result);
std::optional<LineResult> line_result_from(std::string_view name);

/// What is known of the payments that a statement names, by bank reference. match() moves them on,
/// so that a reference that comes twice ends once.
struct Order {
  PaymentId payment;
  PaymentState state = PaymentState::released;
  Money amount;
};
using Orders = std::map<std::string, Order>;

LineResult match(const StatementLine& line, Orders& orders);

}  // namespace haven::disbursement
