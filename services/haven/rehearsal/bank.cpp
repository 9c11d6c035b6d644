#include "services/haven/rehearsal/bank.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "common/core/id.hpp"
#include "common/core/money.hpp"

namespace haven::rehearsal {
namespace {

// What stands between the next `from` and the `to` after it; passes both.
std::string between(std::string_view& text, std::string_view from, std::string_view to) {
  const auto begin = text.find(from);
  if (begin == text.npos) return "";
  text.remove_prefix(begin + from.size());
  const auto end = text.find(to);
  std::string found{text.substr(0, end)};
  text.remove_prefix(std::min(text.size(), end));
  return found;
}

std::string account_in(std::string_view element) {
  const bool is_iban = element.find("<IBAN>") != element.npos;
  if (is_iban) return between(element, "<IBAN>", "<");
  between(element, "<Othr>", "\n");
  return between(element, "<Id>", "<");
}

}  // namespace

// haven writes its files in one way: references, amounts and accounts stand in this order.
Bank::Order Bank::next_order(std::string_view& file) {
  Order order;
  order.reference = between(file, "<EndToEndId>", "<");
  order.currency = between(file, "Ccy=\"", "\"");
  order.amount = between(file, ">", "<");
  order.account = account_in(between(file, "<CdtrAcct>", "</CdtrAcct>"));
  return order;
}

std::string Bank::statement(const std::vector<std::pair<Order, bool>>& lines,
                            const std::string& day) {
  if (lines.empty()) return "";
  // A number of its own on every file: banks number through, and so does each run of this one.
  const std::string number = new_uuid(system_clock()()) + '-' + std::to_string(++statements_);
  std::map<std::string, std::string> entries;  // by account
  for (const auto& [order, returned] : lines) {
    entries[order.from + "</Id></Othr></Id><Ccy>" + order.currency] +=
        "<Ntry><Amt Ccy=\"" + order.currency + "\">" + order.amount + "</Amt><CdtDbtInd>" +
        (returned ? "CRDT" : "DBIT") + "</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>" + day +
        "</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>" + order.reference +
        "</EndToEndId></Refs>" + (returned ? "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" : "") +
        "</TxDtls></NtryDtls></Ntry>\n";
  }
  std::string text =
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn>"
      "<GrpHdr><MsgId>" +
      number + "</MsgId></GrpHdr>\n";
  for (const auto& [account, of_account] : entries) {
    text += "<Ntfctn><Id>" + number + "</Id><Acct><Id><Othr><Id>" + account + "</Ccy></Acct>\n" +
            of_account + "</Ntfctn>\n";
  }
  return text + "</BkToCstmrDbtCdtNtfctn></Document>\n";
}

std::string Bank::take(const std::string& payment_file, const std::string& day) {
  std::vector<std::pair<Order, bool>> lines;
  std::string_view rest = payment_file;
  const std::string debtor = between(rest, "<DbtrAcct>", "</DbtrAcct>");
  for (Order order = next_order(rest); !order.reference.empty(); order = next_order(rest)) {
    order.from = account_in(debtor);
    const bool returned = order.account.ends_with("13");
    if (order.account.ends_with("77")) {
      silent_.push_back(order);
      continue;
    }
    if (!returned) debits_.emplace(order.reference, order);
    lines.emplace_back(order, returned);
  }
  return statement(lines, day);
}

std::string Bank::late_statement(const std::string& day) {
  std::vector<std::pair<Order, bool>> lines;
  for (const Order& order : silent_) {
    debits_.emplace(order.reference, order);
    lines.emplace_back(order, false);
  }
  silent_.clear();
  return statement(lines, day);
}

std::int64_t Bank::debited_minor(const std::string& currency) const {
  std::int64_t sum = 0;
  for (const auto& [reference, order] : debits_) {
    if (order.currency == currency) sum += money_from(order.amount, currency)->minor();
  }
  return sum;
}

}  // namespace haven::rehearsal
