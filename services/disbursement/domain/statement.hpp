#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement {

using StatementId = Id<struct StatementTag>;
using BankLineId = Id<struct BankLineTag>;

/// What tied a line to an order of ours, the most trustworthy first.
enum class MatchedBy {
  reference,       // EndToEndId
  instruction_id,  // InstrId
  transaction_id,  // TxId
  bank_reference,  // another reference of the bank or of the remittance
  remittance,      // a word of its text
  batch,           // name, number and sum of a whole file
  none
};
std::string name_of(MatchedBy by);
std::optional<MatchedBy> matched_by_from(std::string_view name);

/// A name in a line that could be ours.
struct LineName {
  std::string text;
  MatchedBy by = MatchedBy::reference;
};

/// One transaction of a statement or notification; an entry without details is one.
struct StatementLine {
  int number = 0;     // within the file, from 1
  int file_line = 0;  // of the text
  int part = 1;       // which of the file's statements
  bool is_statement = true;
  bool is_whole_entry = false;    // the bank gave no details
  std::string book;               // the fund's account, as the ledger calls it
  std::string status = "booked";  // booked, pending, information, future
  bool is_credit = false;         // money in
  bool is_return = false;         // of money that could not be delivered
  bool is_reversal = false;       // takes an earlier entry back
  std::optional<Money> amount;    // none: the bank gave the sum of several only
  Date booked_on{};
  std::vector<LineName> names;
  std::string entry_name;  // the bank's own name of the entry
  Money entry_amount;
  std::string own_name;  // and of the transaction
  std::string reason_code, reason;
  std::string counterparty, remittance;
};

/// What a line did.
enum class LineResult {
  settled,
  returned,
  already,           // known before
  noted,             // not booked, or a report: moves no money
  unmatched,         // names no order of ours
  amount_differs,    // never settles
  currency_differs,  // never settles
  not_released,      // the payment has not left: somebody must find out how the bank knows of it
  contradicts        // the order had ended another way, or this is no way for it to end
};
std::string name_of(LineResult result);
std::optional<LineResult> line_result_from(std::string_view name);

/// What is known of an order that a file names. match() and hear() move it on, so that a reference
/// that comes twice ends once.
struct Order {
  PaymentId payment;
  PaymentState state = PaymentState::released;
  Money amount;
  bool was_debited = false;               // a statement has shown the debit, whatever the state
  bool was_credited = false;              // and the money coming back
  std::string debit_entry, credit_entry;  // the bank's names of the two, of a camt.053
  std::optional<Date> settled_on, returned_on;
  std::string return_code, return_reason;
  bool is_changed = false;
};
using Orders = std::map<std::string, Order>;  // by reference

struct Match {
  LineResult result = LineResult::unmatched;
  MatchedBy by = MatchedBy::none;
  std::string reference;  // of the order; empty: none
};

/// True for what a reference of ours looks like: "HV" and letters and digits.
bool could_be_reference(std::string_view text);

/// Ties a line to an order by the first of its names that is one of `orders`, and moves it on.
///  - A booked debit of the right amount settles what is with the bank; a return or reversal that
///    is booked as a credit returns it, also after it had settled.
///  - The same booking again, in a notification and a statement or whatever comes before, counts
///    once. A camt.053 that names two bookings differently shows two.
///  - What is not booked moves nothing.
Match match(const StatementLine& line, Orders& orders);

/// True when an order explains the money of the line; else it is a bank line of its own.
bool is_explained(LineResult result);

/// What a status report says of an order, as far as it matters here.
enum class Said {
  has_it,     // received, accepted, waiting or carried out: only a statement proves more
  rejected,   // it will not be carried out, nothing was debited
  repeated,   // rejected only because the bank has the order already
  something,  // a code that is not in the list
};
struct ReportedOrder {
  int number = 0;
  int file_line = 0;
  std::vector<LineName> names;
  std::string status;  // ISO's code
  Said said = Said::something;
  std::optional<Money> amount;
  std::string reason_code, reason;
};
/// Ties a report to an order and moves it on: rejected is returned on `day`, and what was unknown
/// is with the bank again when the bank has it.
Match hear(const ReportedOrder& report, Orders& orders, Date day);

}  // namespace haven::disbursement
