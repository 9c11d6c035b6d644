// What a bank says about a file of orders: pain.002, read as it comes. Every version of 001 from 03
// is read.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/money.hpp"
#include "common/core/result.hpp"
#include "common/iso20022/statement.hpp"
#include "common/iso20022/stream.hpp"

namespace haven::iso20022 {

/// What a status code means for a payment. Only a statement proves that money has moved.
enum class StatusMeaning {
  received,      // RCVD, ACTC and the like: the bank has it; nothing is decided
  accepted,      // ACCP, ACSP, ACWC and the like: the bank will carry it out
  settled,       // ACSC, ACCC: the bank says that it has carried it out
  pending,       // PDNG, PATC: the bank waits for something
  partly,        // PART, of a group only: look at the single ones
  rejected,      // RJCT: it will not be carried out
  cancelled,     // CANC
  unrecognised,  // none, or one that is not in the list: leave the payment where it stands
};

struct Status {
  std::string code;
  StatusMeaning meaning = StatusMeaning::unrecognised;
};
Status status_from(std::string_view code);

struct StatusCount {
  Status status;
  std::int64_t count = 0;
};

/// About the whole file.
struct GroupStatus {
  std::string report_id;            // the bank's number of the report
  std::string created;              // as written
  std::string original_message_id;  // the file's MsgId
  std::string original_message;     // "pain.001.001.10"
  std::optional<std::int64_t> original_count;
  Status status;
  std::vector<ReturnReason> reasons;
  std::vector<StatusCount> counts;
  int line = 0;
};

/// About one batch of the file.
struct BatchStatus {
  std::string original_id;  // PmtInfId
  std::optional<std::int64_t> original_count;
  Status status;
  std::vector<ReturnReason> reasons;
  std::vector<StatusCount> counts;
  int line = 0;
};

/// About one transfer.
struct TransferStatus {
  std::string original_batch_id;
  std::string original_instruction_id;
  std::string original_end_to_end_id;  // our reference; empty for NOTPROVIDED
  /// Its own; where it has none, its batch's, else the file's (unless that is `partly`).
  Status status;
  std::vector<ReturnReason> reasons;  // its own only
  std::string servicer_reference;
  std::optional<Money> original_amount;
  int line = 0;
};

/// Called in the order group, { batch, { transfers } }; absent ones are not called. A refusal ends
/// the reading, and the file is refused with it at the line in hand.
struct StatusHandlers {
  std::function<Result<void>(const GroupStatus&)> group;
  std::function<Result<void>(const BatchStatus&)> batch;
  std::function<Result<void>(const TransferStatus&)> transfer;
};

struct StatusFile {
  std::string message;  // "pain.002.001.11"
  std::string report_id;
  std::int64_t batches = 0;
  std::int64_t transfers = 0;
};

/// Reads a file to its end, calling the handlers on the way. As with statements, **nothing that a
/// handler was given counts until this function has returned a value.**
Result<StatusFile> read_status_report(Source source, const StatusHandlers& handlers,
                                      const Bounds& bounds = {});

}  // namespace haven::iso20022
