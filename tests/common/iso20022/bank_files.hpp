// Files as banks and haven write them, for the tests of this folder.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/iso20022/payment_file.hpp"
#include "common/iso20022/statement.hpp"
#include "common/iso20022/status_report.hpp"

namespace haven::iso20022 {

/// The text with one part of it, which must be there, put in another's place.
std::string with(std::string text, std::string_view part, std::string_view instead);

/// A header that every rule accepts, for so many transfers and so much.
PaymentFileHeader sample_header(std::int64_t count, Money total);
/// The n-th transfer, which every rule accepts; references ascend with n.
Transfer sample_transfer(int number, Money amount);

/// A finished file of the transfers, which must be acceptable and in order.
std::string payment_file_of(const std::vector<Transfer>& transfers);

/// A statement of 08 that fits its schema: one entry of two transactions, HV0001 and HV0002, each
/// element on a line of its own.
std::string sample_statement();
std::string sample_notification();
std::string sample_status_report();

/// Everything that the handlers were given, in order, and what came of it.
struct ReadStatement {
  Result<StatementFile> file;
  std::vector<StatementHead> heads;
  std::vector<Entry> entries;
  std::vector<BatchInfo> batches;
  std::vector<Detail> details;
  std::vector<EntryEnd> entry_ends;
  std::vector<StatementEnd> ends;
};
ReadStatement read_statement(std::string_view text, const Bounds& bounds = {});

struct ReadReport {
  Result<StatusFile> file;
  std::vector<GroupStatus> groups;
  std::vector<BatchStatus> batches;
  std::vector<TransferStatus> transfers;
};
ReadReport read_report(std::string_view text);

/// What the schema of that name says against the text, "" if nothing; nothing at all when the
/// schemas are not at hand.
std::optional<std::string> schema_complaints(const std::string& text, const std::string& schema);

}  // namespace haven::iso20022
