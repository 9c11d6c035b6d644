#pragma once
#include <string>
#include <vector>

#include "common/core/money.hpp"

namespace haven::disbursement {

/// An entry of a statement with one transaction, as a bank would write it.
struct Booking {
  std::string reference;  // EndToEndId
  Money amount;
  bool is_credit = false;
  bool is_return = false;  // with the reason AC04, "account closed"
  bool is_reversal = false;
  std::string servicer;  // AcctSvcrRef of the entry
  std::string status = "BOOK";
  std::string instruction, remittance, name;
  std::string code = "AC04";
  std::string details;  // instead of the transaction that these make
  std::string day = "2024-06-21";
};

inline std::string leaf(const std::string& name, const std::string& text) {
  return text.empty() ? "" : "<" + name + ">" + text + "</" + name + ">";
}

inline std::string amount_of(const Money& amount) {
  return "<Amt Ccy=\"" + amount.currency().code() + "\">" + decimal_text(amount) + "</Amt>";
}

inline std::string details_of(const Booking& booking) {
  const std::string party =
      leaf(booking.is_credit ? "Dbtr" : "Cdtr", leaf("Pty", leaf("Nm", booking.name)));
  const std::string reason =
      leaf("RtrInf", leaf("Rsn", leaf("Cd", booking.code)) + leaf("AddtlInf", "account closed"));
  return leaf(
      "TxDtls",
      leaf("Refs",
           leaf("InstrId", booking.instruction) +
               leaf("EndToEndId", booking.reference.empty() ? "NOTPROVIDED" : booking.reference)) +
          amount_of(booking.amount) + leaf("RltdPties", party) +
          leaf("RmtInf", leaf("Ustrd", booking.remittance)) + (booking.is_return ? reason : ""));
}

inline std::string entry_of(const Booking& booking) {
  const std::string details = booking.details.empty() ? details_of(booking) : booking.details;
  return leaf("Ntry", amount_of(booking.amount) +
                          leaf("CdtDbtInd", booking.is_credit ? "CRDT" : "DBIT") +
                          (booking.is_reversal ? "<RvslInd>true</RvslInd>" : "") +
                          leaf("Sts", leaf("Cd", booking.status)) +
                          leaf("BookgDt", leaf("Dt", booking.day)) +
                          leaf("AcctSvcrRef", booking.servicer) + leaf("NtryDtls", details)) +
         "\n";
}

inline std::string balance_of(const std::string& type, std::int64_t minor,
                              const Currency& currency) {
  return leaf("Bal", leaf("Tp", leaf("CdOrPrtry", leaf("Cd", type))) +
                         amount_of({minor < 0 ? -minor : minor, currency}) +
                         leaf("CdtDbtInd", minor < 0 ? "DBIT" : "CRDT") +
                         leaf("Dt", leaf("Dt", "2024-06-21")));
}

/// A statement of the account with this number; its balances make sense.
struct StatementText {
  std::string id;
  std::vector<Booking> bookings;
  std::string account = "00123456789PHP";
  std::string currency = "PHP";
  int sequence = 0;
  std::int64_t opening = 10'000'000;
  std::int64_t closing_is_wrong_by = 0;
  bool is_copy = false;

  [[nodiscard]] std::string text(bool is_statement = true) const {
    const Currency known = *Currency::from(currency);
    std::int64_t closing = opening + closing_is_wrong_by;
    std::string entries;
    for (const Booking& booking : bookings) {
      const bool counts = booking.status == "BOOK";
      if (counts) closing += booking.is_credit ? booking.amount.minor() : -booking.amount.minor();
      entries += entry_of(booking);
    }
    std::string balances;
    if (is_statement) {
      balances = balance_of("OPBD", opening, known) + balance_of("CLBD", closing, known);
    }
    return leaf(
        is_statement ? "Stmt" : "Ntfctn",
        leaf("Id", id) + (sequence > 0 ? leaf("ElctrncSeqNb", std::to_string(sequence)) : "") +
            leaf("CreDtTm", "2024-06-21T18:00:00") + (is_copy ? leaf("CpyDplctInd", "COPY") : "") +
            leaf("Acct", leaf("Id", leaf("Othr", leaf("Id", account))) + leaf("Ccy", currency)) +
            balances + entries);
  }
};

inline std::string camt(const std::string& message_id, const std::vector<StatementText>& statements,
                        bool is_statement = true) {
  std::string text;
  for (const StatementText& one : statements) text += one.text(is_statement);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt." +
         std::string{is_statement ? "053" : "054"} + ".001.08\">\n" +
         leaf(is_statement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn",
              leaf("GrpHdr", leaf("MsgId", message_id) + leaf("CreDtTm", "2024-06-21T18:00:00")) +
                  text) +
         "\n</Document>\n";
}

/// What a bank says of one order, or of a whole file where `reference` is empty.
struct Word {
  std::string reference;
  std::string status;
  std::string code;
};

inline std::string pain002(const std::string& report_id, const std::string& message_id,
                           const std::vector<Word>& words) {
  const auto reason = [](const Word& word) {
    if (word.code.empty()) return std::string{};
    return leaf("StsRsnInf", leaf("Rsn", leaf("Cd", word.code)));
  };
  std::string group, transfers;
  for (const Word& word : words) {
    if (word.reference.empty()) {
      group = leaf("GrpSts", word.status) + reason(word);
    } else {
      transfers += leaf("TxInfAndSts", leaf("OrgnlEndToEndId", word.reference) +
                                           leaf("TxSts", word.status) + reason(word));
    }
  }
  return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">" +
         leaf("CstmrPmtStsRpt",
              leaf("GrpHdr", leaf("MsgId", report_id) + leaf("CreDtTm", "2024-06-21T18:00:00")) +
                  leaf("OrgnlGrpInfAndSts", leaf("OrgnlMsgId", message_id) +
                                                leaf("OrgnlMsgNmId", "pain.001.001.10") + group) +
                  (transfers.empty() ? ""
                                     : leaf("OrgnlPmtInfAndSts",
                                            leaf("OrgnlPmtInfId", message_id) + transfers))) +
         "</Document>";
}

}  // namespace haven::disbursement
