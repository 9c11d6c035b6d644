#include "tests/support/bank/account_report.hpp"

#include <algorithm>
#include <map>

#include "tests/support/bank/order_file.hpp"
#include "tests/support/bank/xml_file.hpp"

namespace haven::bank {
namespace {

const Order* order_of(const Entry& entry, const Books& books) {
  const bool is_of_order = entry.kind == "payment" || entry.kind == "return";
  return is_of_order ? books.order(entry.reference) : nullptr;
}

bool has_mode(const Entry& entry, const Books& books, Mode mode) {
  const Order* order = order_of(entry, books);
  return entry.is_debit && order != nullptr && order->mode == mode;
}

struct Code {
  const char* domain;
  const char* family;
  const char* sub_family;
};

Code code_of(const std::string& kind) {
  if (kind == "payment") return {"PMNT", "ICDT", "DMCT"};
  if (kind == "return") return {"PMNT", "ICDT", "RRTN"};
  if (kind == "interest") return {"ACMT", "MCOP", "INTR"};
  if (kind == "charge") return {"ACMT", "MDOP", "CHRG"};
  return {"PMNT", "RCDT", "DMCT"};
}

const char* direction_of(bool is_debit) {
  return is_debit ? "DBIT" : "CRDT";
}

bool looks_like_iban(const std::string& account) {
  return account.size() > 14 && account[0] >= 'A' && account[0] <= 'Z' && account[1] >= 'A' &&
         account[1] <= 'Z' && has_right_check_digits(account);
}

class ReportWriter {
 public:
  ReportWriter(XmlFile& xml, const AccountReport& report, const Books& books)
      : xml_(xml), report_(report), books_(books) {}

  void write(const std::string& message_id, const std::string& now) {
    const Within message{xml_, report_.is_statement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn"};
    {
      const Within head{xml_, "GrpHdr"};
      xml_.leaf("MsgId", message_id);
      xml_.leaf("CreDtTm", now);
    }
    const Within report{xml_, report_.is_statement ? "Stmt" : "Ntfctn"};
    xml_.leaf("Id", report_.id);
    xml_.leaf("ElctrncSeqNb", std::to_string(report_.sequence));
    xml_.leaf("CreDtTm", now);
    {
      const Within account{xml_, "Acct"};
      write_account_id(report_.account);
      xml_.leaf("Ccy", report_.opening.currency().code());
    }
    if (report_.is_statement) {
      write_balance("OPBD", report_.opening);
      write_balance("CLBD", report_.closing);
    }
    for (const Line& line : report_.lines) write_line(line);
  }

 private:
  void write_account_id(const std::string& account) {
    const Within id{xml_, "Id"};
    if (looks_like_iban(account)) {
      xml_.leaf("IBAN", account);
    } else {
      nested_leaf(xml_, "Othr", "Id", account);
    }
  }

  void write_balance(const char* type, const Money& amount) {
    const Within balance{xml_, "Bal"};
    {
      const Within kind{xml_, "Tp"};
      nested_leaf(xml_, "CdOrPrtry", "Cd", type);
    }
    xml_.amount("Amt", amount);
    xml_.leaf("CdtDbtInd", direction_of(amount.minor() < 0));
    nested_leaf(xml_, "Dt", "Dt", text_of(report_.day));
  }

  void write_code(const std::string& kind) {
    const Code code = code_of(kind);
    const Within whole{xml_, "BkTxCd"};
    const Within domain{xml_, "Domn"};
    xml_.leaf("Cd", code.domain);
    const Within family{xml_, "Fmly"};
    xml_.leaf("Cd", code.family);
    xml_.leaf("SubFmlyCd", code.sub_family);
  }

  void write_line(const Line& line) {
    const Entry& first = *line.entries.front();
    Money total{0, first.amount.currency()};
    for (const Entry* entry : line.entries) total += entry->amount;
    const Within whole{xml_, "Ntry"};
    xml_.leaf("NtryRef", std::to_string(first.number));
    xml_.amount("Amt", total);
    xml_.leaf("CdtDbtInd", direction_of(first.is_debit));
    nested_leaf(xml_, "Sts", "Cd", "BOOK");
    nested_leaf(xml_, "BookgDt", "Dt", text_of(*first.booked));
    nested_leaf(xml_, "ValDt", "Dt", text_of(*first.booked));
    xml_.leaf("AcctSvcrRef", "B" + std::to_string(first.number));
    write_code(first.kind);
    const Within details{xml_, "NtryDtls"};
    if (line.entries.size() > 1 || !line.has_details) write_batch(line, total);
    if (!line.has_details) return;
    for (const Entry* entry : line.entries) write_detail(*entry);
  }

  void write_batch(const Line& line, const Money& total) {
    const Order* order = order_of(*line.entries.front(), books_);
    const Within batch{xml_, "Btch"};
    xml_.leaf("MsgId", order->message_id);
    xml_.leaf("PmtInfId", order->batch_id);
    xml_.leaf("NbOfTxs", std::to_string(line.entries.size()));
    xml_.amount("TtlAmt", total);
    xml_.leaf("CdtDbtInd", direction_of(true));
  }

  void write_detail(const Entry& entry) {
    const Within detail{xml_, "TxDtls"};
    const Order* order = order_of(entry, books_);
    write_references(entry, order);
    xml_.amount("Amt", entry.amount);
    xml_.leaf("CdtDbtInd", direction_of(entry.is_debit));
    write_parties(entry, order);
    const std::string text = order != nullptr
                                 ? entry.text
                                 : entry.reference + (entry.text.empty() ? "" : " ") + entry.text;
    if (!text.empty()) nested_leaf(xml_, "RmtInf", "Ustrd", text);
    if (entry.kind != "return") return;
    const Within returned{xml_, "RtrInf"};
    nested_leaf(xml_, "Rsn", "Cd", reason_for(order->payee_account));
    xml_.leaf("AddtlInf", "Returned by the beneficiary bank");
  }

  void write_references(const Entry& entry, const Order* order) {
    const Within references{xml_, "Refs"};
    if (order != nullptr) xml_.leaf("MsgId", order->message_id);
    xml_.leaf("AcctSvcrRef", "B" + std::to_string(entry.number));
    if (order != nullptr) {
      xml_.leaf("PmtInfId", order->batch_id);
      if (!order->instruction_id.empty()) xml_.leaf("InstrId", order->instruction_id);
    }
    xml_.leaf("EndToEndId", order != nullptr ? entry.reference : "NOTPROVIDED");
  }

  void write_parties(const Entry& entry, const Order* order) {
    if (entry.name.empty()) return;
    const Within parties{xml_, "RltdPties"};
    {
      const Within party{xml_, order != nullptr ? "Cdtr" : "Dbtr"};
      nested_leaf(xml_, "Pty", "Nm", entry.name);
    }
    if (order == nullptr) return;
    const Within account{xml_, "CdtrAcct"};
    write_account_id(order->payee_account);
  }

  XmlFile& xml_;
  const AccountReport& report_;
  const Books& books_;
};

}  // namespace

std::vector<Line> lines_of(const std::vector<const Entry*>& entries, const Books& books) {
  std::vector<Line> lines;
  std::map<std::string, std::size_t> batches;  // the line of each
  const auto is_whole_file = [&](const Line& line) {
    const Order& order = *order_of(*line.entries.front(), books);
    return static_cast<int>(line.entries.size()) == books.orders_of(order.message_id);
  };
  bool is_reordered = false;
  for (const Entry* entry : entries) {
    is_reordered = is_reordered || has_mode(*entry, books, Mode::reorder);
    const bool is_bare = has_mode(*entry, books, Mode::batch_bare);
    if (!is_bare && !has_mode(*entry, books, Mode::batch_booked)) {
      lines.push_back({{entry}, true});
      continue;
    }
    const Order& order = *order_of(*entry, books);
    const std::string name = order.message_id + '/' + order.batch_id + (is_bare ? "/bare" : "");
    const auto [batch, is_first] = batches.emplace(name, lines.size());
    if (is_first) lines.push_back({{}, !is_bare});
    lines[batch->second].entries.push_back(entry);
  }
  // Without details a customer can only know a file by its whole number and sum.
  for (Line& line : lines) line.has_details = line.has_details || !is_whole_file(line);
  if (is_reordered) std::ranges::reverse(lines);
  return lines;
}

void write_account_report(const std::filesystem::path& file, const std::string& message_id,
                          Instant now, const AccountReport& report, const Books& books) {
  XmlFile xml{file, report.is_statement ? "camt.053.001.08" : "camt.054.001.08"};
  ReportWriter{xml, report, books}.write(message_id, text_of(now).substr(0, 19) + 'Z');
  xml.close();
}

}  // namespace haven::bank
