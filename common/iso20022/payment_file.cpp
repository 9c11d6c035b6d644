#include "common/iso20022/payment_file.hpp"

#include "common/core/ensure.hpp"
#include "common/iso20022/amounts.hpp"
#include "common/iso20022/latin_text.hpp"
#include "common/iso20022/payment_file_rules.hpp"

namespace haven::iso20022 {
namespace {

constexpr std::string_view document =
    "Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.10\"";
constexpr std::size_t system_code_length_max = 5;

std::string_view code_of(Charges charges) {
  switch (charges) {
    case Charges::debtor:
      return "DEBT";
    case Charges::shared:
      return "SHAR";
    case Charges::creditor:
      return "CRED";
    case Charges::service_level:
      return "SLEV";
    case Charges::as_agreed:
      break;
  }
  return "";
}

tl::unexpected<Error> refuse_file(const std::string& where, const FieldProblem& problem) {
  return refuse(ErrorKind::invalid, "payment_file_refused",
                where + ", " + problem.pointer + ": " + problem.detail, {problem});
}

// "transfer 17 (HV7K...)"; a reference that no bank would print is not repeated.
std::string name_of(const Transfer& transfer, std::int64_t number) {
  const std::string name = "transfer " + std::to_string(number);
  return is_bank_reference(transfer.reference) ? name + " (" + transfer.reference + ")" : name;
}

// The schema's moments have no more digits than banks read: "2024-05-14T10:00:00Z".
std::string to_the_second(Instant instant) {
  return text_of(std::chrono::floor<std::chrono::seconds>(instant)).substr(0, 19) + 'Z';
}

void write_name(XmlOutput& out, std::string_view element, std::string_view name) {
  out.begin(element);
  out.leaf("Nm", bank_text(name, name_length_max));
  out.end();
}

void write_account(XmlOutput& out, std::string_view element, const Account& account,
                   std::string_view currency) {
  out.begin(element);
  out.begin("Id");
  if (!account.iban.empty()) {
    out.leaf("IBAN", account.iban);
  } else {
    out.begin("Othr");
    out.leaf("Id", account.other);
    out.end();
  }
  out.end();
  if (!currency.empty()) out.leaf("Ccy", currency);
  out.end();
}

void write_clearing(XmlOutput& out, const Agent& agent) {
  if (agent.clearing_id.empty()) return;
  out.begin("ClrSysMmbId");
  if (!agent.clearing_system.empty()) {
    out.begin("ClrSysId");
    out.leaf(agent.clearing_system.size() <= system_code_length_max ? "Cd" : "Prtry",
             agent.clearing_system);
    out.end();
  }
  out.leaf("MmbId", agent.clearing_id);
  out.end();
}

void write_agent(XmlOutput& out, std::string_view element, const Agent& agent) {
  out.begin(element);
  out.begin("FinInstnId");
  if (!agent.bic.empty()) out.leaf("BICFI", agent.bic);
  write_clearing(out, agent);
  if (!agent.name.empty()) out.leaf("Nm", bank_text(agent.name, name_length_max));
  out.end();
  out.end();
}

void write_declaration(XmlOutput& out, const PaymentFileHeader& header) {
  out.leaf("NbOfTxs", std::to_string(header.count));
  out.leaf("CtrlSum", amount_text(header.total).value());
}

}  // namespace

Result<PaymentFile> PaymentFile::begin(const PaymentFileHeader& header, Sink sink) {
  if (const auto fault = fault_of(header)) return refuse_file("the file's header", *fault);
  PaymentFile file{header, std::move(sink)};
  file.write_header(header);
  return file;
}

PaymentFile::PaymentFile(const PaymentFileHeader& header, Sink sink)
    : out_(std::move(sink)),
      declared_count_(header.count),
      declared_total_(header.total),
      total_(0, header.total.currency()) {}

void PaymentFile::write_header(const PaymentFileHeader& header) {
  out_.begin(document);
  out_.begin("CstmrCdtTrfInitn");
  out_.begin("GrpHdr");
  out_.leaf("MsgId", header.message_id);
  out_.leaf("CreDtTm", to_the_second(header.created));
  write_declaration(out_, header);
  write_name(out_, "InitgPty", header.initiating_party);
  out_.end();
  out_.begin("PmtInf");
  out_.leaf("PmtInfId", header.message_id);
  out_.leaf("PmtMtd", "TRF");
  out_.leaf("BtchBookg", header.batch_booking ? "true" : "false");
  write_declaration(out_, header);
  write_debtor(header);
}

void PaymentFile::write_debtor(const PaymentFileHeader& header) {
  if (!header.service_level.empty()) {
    out_.begin("PmtTpInf");
    out_.begin("SvcLvl");
    out_.leaf("Cd", header.service_level);
    out_.end();
    out_.end();
  }
  out_.begin("ReqdExctnDt");
  out_.leaf("Dt", text_of(header.execute_on));
  out_.end();
  write_name(out_, "Dbtr", header.debtor_name);
  write_account(out_, "DbtrAcct", header.debtor_account, header.total.currency().code());
  write_agent(out_, "DbtrAgt", header.debtor_agent);
  if (const auto code = code_of(header.charges); !code.empty()) out_.leaf("ChrgBr", code);
}

Result<void> PaymentFile::add(const Transfer& transfer) {
  ensure(!finished_, "nothing is added to a file that is finished");
  if (refusal_) return tl::unexpected<Error>{*refusal_};
  if (auto examined = examine(transfer); !examined) {
    refusal_ = examined.error();
    return examined;
  }
  write(transfer);
  ++count_;
  total_ += transfer.amount;
  last_reference_ = transfer.reference;
  return {};
}

Result<void> PaymentFile::examine(const Transfer& transfer) const {
  auto fault = fault_of(transfer, declared_total_.currency());
  if (!fault) fault = fault_of_place(transfer);
  if (fault) return refuse_file(name_of(transfer, count_ + 1), *fault);
  return {};
}

// What is wrong with a transfer only because of those before it and of what the header declares.
std::optional<FieldProblem> PaymentFile::fault_of_place(const Transfer& transfer) const {
  if (count_ > 0 && transfer.reference <= last_reference_) {
    return FieldProblem{"reference", "comes after the one before it in order of bytes"};
  }
  if (count_ == declared_count_) {
    return FieldProblem{"count", "is one transfer more than the header declares"};
  }
  if ((declared_total_ - total_).less_than(transfer.amount)) {
    return FieldProblem{"amount", "makes the sum larger than the header declares"};
  }
  return {};
}

void PaymentFile::write(const Transfer& transfer) {
  const bool has_own_name = !transfer.instruction_id.empty();
  out_.begin("CdtTrfTxInf");
  out_.begin("PmtId");
  out_.leaf("InstrId", has_own_name ? transfer.instruction_id : transfer.reference);
  out_.leaf("EndToEndId", transfer.reference);
  out_.end();
  out_.begin("Amt");
  out_.amount("InstdAmt", amount_text(transfer.amount).value(), transfer.amount.currency().code());
  out_.end();
  if (!transfer.payee_agent.empty()) write_agent(out_, "CdtrAgt", transfer.payee_agent);
  write_name(out_, "Cdtr", transfer.payee_name);
  write_account(out_, "CdtrAcct", transfer.payee_account, "");
  if (!transfer.remittance.empty()) {
    out_.begin("RmtInf");
    out_.leaf("Ustrd", bank_text(transfer.remittance, remittance_length_max));
    out_.end();
  }
  out_.end();
}

Result<void> PaymentFile::finish() {
  ensure(!finished_, "a file is finished once");
  if (refusal_) return tl::unexpected<Error>{*refusal_};
  if (count_ != declared_count_) {
    return refuse_file("the file's end", {"count", "is less than the header declares"});
  }
  if (total_ != declared_total_) {
    return refuse_file("the file's end", {"total", "is less than the header declares"});
  }
  out_.end();
  out_.end();
  out_.end();
  out_.finish();
  finished_ = true;
  return {};
}

}  // namespace haven::iso20022
