// What a bank says was booked: camt.053 (a day's statement) and camt.054 (single bookings), read as
// they come. Every version of 001 is read (02, 04, 06, 08, 10 ...).
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"
#include "common/iso20022/parties.hpp"
#include "common/iso20022/stream.hpp"

namespace haven::iso20022 {

enum class Direction { credit, debit };  // money in, money out, seen from the account's owner

/// Only what is booked has moved money.
enum class EntryStatus { booked, pending, information, future };

/// What kind of business it was: ISO's three codes, the bank's own, or both.
struct BankCode {
  std::string domain;
  std::string family;
  std::string sub_family;
  std::string proprietary;
  bool operator==(const BankCode&) const = default;
};

struct StatementHead {
  bool is_statement = true;  // else a notification: no balances
  std::string id;
  std::optional<std::int64_t> electronic_sequence;
  std::optional<std::int64_t> legal_sequence;
  std::optional<std::int64_t> page;  // of a statement sent in parts
  bool is_last_page = true;
  bool is_copy = false;  // the bank says that it has sent this before: nothing in it is new
  std::string created;   // as written: banks leave the zone out
  Account account;
  Currency currency;
  int line = 0;
};

struct Entry {
  std::string reference;           // NtryRef
  std::string servicer_reference;  // AcctSvcrRef, the bank's own
  Money amount;                    // never below nothing
  Direction direction = Direction::credit;
  bool is_reversal = false;  // takes an earlier entry back; `direction` is this entry's own
  EntryStatus status = EntryStatus::booked;
  std::optional<Date> booked_on;
  std::optional<Date> valued_on;
  BankCode code;
  int line = 0;
};

/// What the bank says of a group of transactions that it booked as one.
struct BatchInfo {
  std::string message_id;
  std::string payment_information_id;
  std::optional<std::int64_t> count;
  std::optional<Money> total;
};

struct ReturnReason {
  std::string code;  // ISO's, such as "AC04"
  std::string proprietary;
  std::string words;  // the bank's own
};

struct RelatedParty {
  std::string name;
  Account account;
};

/// One transaction of an entry.
struct Detail {
  std::string message_id;
  std::string payment_information_id;
  std::string instruction_id;
  std::string end_to_end_id;  // empty for NOTPROVIDED
  std::string transaction_id;
  std::string servicer_reference;
  std::vector<std::string> other_references;
  /// In the account's currency. Absent when the bank gave none and the entry has more than one
  /// transaction: nothing is settled on such a detail.
  std::optional<Money> amount;
  std::optional<Money> instructed;  // what was ordered, if in a currency that the fund keeps
  Direction direction = Direction::credit;  // the entry's, if the transaction has none of its own
  BankCode code;                            // likewise
  std::optional<ReturnReason> returned;
  RelatedParty debtor;
  RelatedParty creditor;
  std::vector<std::string> remittance;             // the first hundred unstructured lines
  std::vector<std::string> remittance_references;  // structured
  std::string additional;
  int line = 0;
};

struct EntryEnd {
  std::int64_t details = 0;
  /// Whether the details' amounts make the entry's. They need not: banks book charges in between.
  enum class Sum { none, agrees, differs, unknown } sum = Sum::none;
  std::string additional;  // AddtlNtryInf, where banks without details put everything
};

/// Signed: overdrawn is below nothing.
struct Balance {
  Money amount;
  std::optional<Date> on;
};

struct StatementEnd {
  std::int64_t entries = 0;
  Money booked_credits;
  Money booked_debits;
  std::optional<Balance> opening;  // OPBD, else PRCD, else the first ITBD
  std::optional<Balance> closing;  // CLBD, else the last ITBD
  /// Opening and booked entries make closing. False only when one of them is not given or the
  /// statement comes in pages; a statement that contradicts itself is refused.
  bool is_proved = false;
};

/// Called in the order head, { entry, { batch, details }, entry end }, end; absent ones are not
/// called. A refusal ends the reading, and the file is refused with it at the line in hand.
struct StatementHandlers {
  std::function<Result<void>(const StatementHead&)> head;
  std::function<Result<void>(const Entry&)> entry;
  std::function<Result<void>(const BatchInfo&)> batch;
  std::function<Result<void>(const Detail&)> detail;
  std::function<Result<void>(const EntryEnd&)> entry_end;
  std::function<Result<void>(const StatementEnd&)> end;
};

struct StatementFile {
  std::string message;  // "camt.053.001.08"
  std::string message_id;
  std::string created;  // as written
  std::int64_t statements = 0;
  std::int64_t entries = 0;
  std::int64_t details = 0;
};

/// Reads a file to its end, calling the handlers on the way.
///
/// **Nothing that a handler was given counts until this function has returned a value.** A refusal
/// can come with the last byte (the file is cut off, a balance does not add up), so handlers stage
/// what they are given, and the caller books or forgets all of it. Refusals have the code
/// `bank_file_refused`, or the handler's own; they name line, path and reason and hold no text of
/// the file. Files can be read in several threads at once.
Result<StatementFile> read_statements(Source source, const StatementHandlers& handlers,
                                      const Bounds& bounds = {});

/// True when the bank sends money back that it could not deliver: it gives a reason, or its code
/// for the business says so (ISO's sub-family RRTN).
bool is_return(const Entry& entry, const Detail& detail);

/// Every name that could be ours, most trustworthy first and each once: EndToEndId, InstrId, TxId,
/// the bank's further references, and words of the remittance, also such as were cut at the end of
/// a line. `is_ours` knows what our references look like (letters, digits and hyphens only).
std::vector<std::string> references_in(const Detail& detail,
                                       const std::function<bool(std::string_view)>& is_ours);
/// The same for a free text, such as an entry without details has.
std::vector<std::string> references_in(std::string_view text,
                                       const std::function<bool(std::string_view)>& is_ours);

}  // namespace haven::iso20022
