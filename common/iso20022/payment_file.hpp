// Orders to a bank: pain.001.001.10, one file for one account of the fund, so for one bank and one
// currency. The file is written as its transfers come; 100,000 take no more memory than one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"
#include "common/iso20022/parties.hpp"
#include "common/iso20022/stream.hpp"
#include "common/iso20022/xml_output.hpp"

namespace haven::iso20022 {

/// Who bears the banks' charges. With `debtor` the payee receives the whole amount.
enum class Charges { as_agreed, debtor, shared, creditor, service_level };

struct PaymentFileHeader {
  std::string
      message_id;  // a bank reference of ours that no other file has; names the batch as well
  Instant created{};
  std::string initiating_party;
  std::string debtor_name;
  Account debtor_account;
  Agent debtor_agent;
  Date execute_on{};
  bool batch_booking = true;  // one line on the statement for the file; else one for each transfer
  std::string service_level;  // an ISO code such as "SEPA"; empty: as agreed with the bank
  Charges charges = Charges::as_agreed;
  std::int64_t count = 0;  // of the transfers that will come
  Money total;             // of their amounts
};

struct Transfer {
  std::string reference;       // EndToEndId: our name for the attempt, comes back on the statement
  std::string instruction_id;  // InstrId: the same or another name of it; empty: the reference
  std::string payee_name;      // any script; see bank_text
  Account payee_account;
  Agent payee_agent;       // may be empty where the account is an IBAN
  Money amount;            // above nothing, in the currency of the header's total
  std::string remittance;  // any script; may be empty
};

/// One file on its way to the sink. For one thread. A refusal names the transfer and the field;
/// from then on the file refuses everything, and what the sink has received must be thrown away.
/// Only a file whose `finish` has said yes may be sent.
class PaymentFile {
 public:
  static Result<PaymentFile> begin(const PaymentFileHeader& header, Sink sink);

  /// Transfers come in ascending order of their references (by bytes), so that no reference can be
  /// in the file twice, however long it is.
  Result<void> add(const Transfer& transfer);

  /// Refused unless number and sum are what the header declared.
  Result<void> finish();

  [[nodiscard]] std::int64_t count() const { return count_; }

 private:
  PaymentFile(const PaymentFileHeader& header, Sink sink);
  void write_header(const PaymentFileHeader& header);
  void write_debtor(const PaymentFileHeader& header);
  void write(const Transfer& transfer);
  [[nodiscard]] Result<void> examine(const Transfer& transfer) const;
  [[nodiscard]] std::optional<FieldProblem> fault_of_place(const Transfer& transfer) const;

  XmlOutput out_;
  std::int64_t declared_count_;
  Money declared_total_;
  std::int64_t count_ = 0;
  Money total_;
  std::string last_reference_;
  std::optional<Error> refusal_;
  bool finished_ = false;
};

}  // namespace haven::iso20022
