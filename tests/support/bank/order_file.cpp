#include "tests/support/bank/order_file.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "tests/support/bank/xml_reader.hpp"

namespace haven::bank {
namespace {

using Fields = std::map<std::string, std::string>;
using Refusal = std::optional<FileRefusal>;

const std::string transfer_path = "PmtInf/CdtTrfTxInf";
const std::string batch_path = "PmtInf";

// What this bank reads. Whatever else stands in a file is a wish that it cannot meet.
const std::set<std::string>& known_elements() {
  static const std::set<std::string> known{
      "GrpHdr/MsgId",
      "GrpHdr/CreDtTm",
      "GrpHdr/NbOfTxs",
      "GrpHdr/CtrlSum",
      "GrpHdr/InitgPty/Nm",
      "PmtInf/PmtInfId",
      "PmtInf/PmtMtd",
      "PmtInf/BtchBookg",
      "PmtInf/NbOfTxs",
      "PmtInf/CtrlSum",
      "PmtInf/PmtTpInf/SvcLvl/Cd",
      "PmtInf/ReqdExctnDt/Dt",
      "PmtInf/Dbtr/Nm",
      "PmtInf/DbtrAcct/Id/IBAN",
      "PmtInf/DbtrAcct/Id/Othr/Id",
      "PmtInf/DbtrAcct/Ccy",
      "PmtInf/DbtrAgt/FinInstnId/BICFI",
      "PmtInf/DbtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd",
      "PmtInf/DbtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Prtry",
      "PmtInf/DbtrAgt/FinInstnId/ClrSysMmbId/MmbId",
      "PmtInf/DbtrAgt/FinInstnId/Nm",
      "PmtInf/ChrgBr",
      "PmtInf/CdtTrfTxInf/PmtId/InstrId",
      "PmtInf/CdtTrfTxInf/PmtId/EndToEndId",
      "PmtInf/CdtTrfTxInf/Amt/InstdAmt",
      "PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/BICFI",
      "PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd",
      "PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Prtry",
      "PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId",
      "PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/Nm",
      "PmtInf/CdtTrfTxInf/Cdtr/Nm",
      "PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN",
      "PmtInf/CdtTrfTxInf/CdtrAcct/Id/Othr/Id",
      "PmtInf/CdtTrfTxInf/RmtInf/Ustrd",
  };
  return known;
}

bool is_below(const std::string& path, const std::string& above) {
  return path.size() > above.size() && path.starts_with(above) && path[above.size()] == '/';
}

std::string field(const Fields& fields, const std::string& path) {
  const auto found = fields.find(path);
  return found == fields.end() ? "" : found->second;
}

std::string either(const Fields& fields, const std::string& one, const std::string& other) {
  const std::string first = field(fields, one);
  return first.empty() ? field(fields, other) : first;
}

// What a file declares, or was found to hold: sums are of the plain numbers, as the standard says.
struct Tally {
  std::int64_t count = 0;
  std::int64_t minor = 0;
  bool operator==(const Tally&) const = default;
};

std::optional<Tally> declared(const Fields& fields, const std::string& above) {
  const std::string count = field(fields, above + "/NbOfTxs");
  const auto sum = money_from(field(fields, above + "/CtrlSum"), "USD");
  if (!sum || count.empty() || count.size() > 9) return {};
  if (!std::ranges::all_of(count, [](unsigned char c) { return std::isdigit(c) != 0; })) return {};
  return Tally{std::stoll(count), sum->minor()};
}

class OrderFileReader {
 public:
  explicit OrderFileReader(const std::map<std::string, CustomerAccount>& accounts)
      : accounts_(accounts) {}

  std::optional<XmlFault> visit(const XmlEnd& end) {
    if (end.is_leaf) return keep(end);
    Refusal found;
    if (end.path == transfer_path) found = finish_transfer();
    if (end.path == batch_path) found = finish_batch();
    if (end.path.empty() && !is_finished_) found = finish_file();
    if (!found) return {};
    file_.refusal = found;
    file_.refusal->line = end.line;
    return XmlFault{end.line, found->words};
  }

  OrderFile take(const std::optional<XmlFault>& fault) && {
    file_.message_id = field(head_, "GrpHdr/MsgId");
    if (fault && !file_.refusal) file_.refusal = {"FF01", fault->words, fault->line};
    return std::move(file_);
  }

 private:
  std::optional<XmlFault> keep(const XmlEnd& end) {
    if (!known_elements().contains(end.path)) {
      return XmlFault{end.line, "has an element that the bank does not know: " + end.path};
    }
    Fields& fields = is_below(end.path, transfer_path) ? transfer_
                     : is_below(end.path, batch_path)  ? batch_
                                                       : head_;
    if (end.text.empty() || !fields.emplace(end.path, end.text).second) {
      return XmlFault{end.line, end.path + " is empty or stands there twice"};
    }
    if (!end.currency.empty()) currency_ = end.currency;
    return {};
  }

  Refusal finish_transfer() {
    const std::string at = transfer_path + '/';
    GivenOrder given;
    Order& order = given.order;
    order.reference = field(transfer_, at + "PmtId/EndToEndId");
    order.instruction_id = field(transfer_, at + "PmtId/InstrId");
    order.message_id = field(head_, "GrpHdr/MsgId");
    order.batch_id = field(batch_, "PmtInf/PmtInfId");
    order.account = paying_account();
    order.payee_name = field(transfer_, at + "Cdtr/Nm");
    order.payee_account = either(transfer_, at + "CdtrAcct/Id/IBAN", at + "CdtrAcct/Id/Othr/Id");
    order.remittance = field(transfer_, at + "RmtInf/Ustrd");
    if (order.reference.empty()) return FileRefusal{"FF01", "has a transfer without EndToEndId", 0};
    if (!references_.insert(order.reference).second) {
      return FileRefusal{"FF01", "has a reference twice: " + order.reference, 0};
    }
    const auto amount = money_from(field(transfer_, at + "Amt/InstdAmt"), currency_);
    if (!amount) return FileRefusal{"FF01", "has an amount that the bank cannot read", 0};
    order.amount = *amount;
    given.fault = fault_of(order);
    ++in_batch_.count;
    in_batch_.minor += amount->minor();
    file_.orders.push_back(std::move(given));
    transfer_.clear();
    return {};
  }

  // The account must be one of the customer's; its currency is the orders'.
  std::string fault_of(const Order& order) {
    const std::string at = transfer_path + '/';
    const auto account = accounts_.find(order.account);
    if (account != accounts_.end() &&
        account->second.stated.currency() != order.amount.currency()) {
      return "AM03";
    }
    const bool is_whole =
        order.amount.currency().code() != "KRW" || order.amount.minor() % 100 == 0;
    if (order.amount.minor() <= 0 || !is_whole) return "AM01";
    if (order.payee_name.empty()) return "BE22";
    const std::string iban = field(transfer_, at + "CdtrAcct/Id/IBAN");
    if (order.payee_account.empty() || (!iban.empty() && !has_right_check_digits(iban))) {
      return "AC01";
    }
    const bool names_bank = std::ranges::any_of(
        transfer_, [&](const auto& each) { return is_below(each.first, at + "CdtrAgt"); });
    return iban.empty() && !names_bank ? "RC01" : "";
  }

  [[nodiscard]] std::string paying_account() const {
    return either(batch_, "PmtInf/DbtrAcct/Id/IBAN", "PmtInf/DbtrAcct/Id/Othr/Id");
  }

  Refusal finish_batch() {
    if (field(batch_, "PmtInf/PmtMtd") != "TRF") {
      return FileRefusal{"FF01", "orders something else than transfers", 0};
    }
    if (!accounts_.contains(paying_account())) {
      return FileRefusal{"AC02", "pays from an account that the customer does not have", 0};
    }
    if (!date_from(field(batch_, "PmtInf/ReqdExctnDt/Dt"))) {
      return FileRefusal{"DT01", "has no day on which to pay", 0};
    }
    if (declared(batch_, batch_path) != in_batch_) {
      return FileRefusal{"AM10", "declares another count or sum for a batch than it holds", 0};
    }
    in_file_.count += in_batch_.count;
    in_file_.minor += in_batch_.minor;
    in_batch_ = {};
    batch_.clear();
    return {};
  }

  Refusal finish_file() {
    is_finished_ = true;
    if (field(head_, "GrpHdr/MsgId").empty()) return FileRefusal{"FF01", "has no MsgId", 0};
    if (declared(head_, "GrpHdr") != in_file_) {
      return FileRefusal{"AM10", "declares another count or sum than it holds", 0};
    }
    return {};
  }

  const std::map<std::string, CustomerAccount>& accounts_;
  OrderFile file_;
  Fields head_, batch_, transfer_;
  std::string currency_;
  std::set<std::string> references_;
  Tally in_batch_, in_file_;
  bool is_finished_ = false;
};

}  // namespace

OrderFile read_order_file(const std::filesystem::path& file, const std::filesystem::path& schema,
                          const std::map<std::string, CustomerAccount>& accounts) {
  OrderFileReader reader{accounts};
  const auto fault = read_message(file, "pain.001.001.10", schema,
                                  [&](const XmlEnd& end) { return reader.visit(end); });
  return std::move(reader).take(fault);
}

bool has_right_check_digits(const std::string& iban) {
  if (iban.size() < 5) return false;
  int rest = 0;
  for (const char c : iban.substr(4) + iban.substr(0, 4)) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      rest = (rest * 10 + (c - '0')) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      rest = (rest * 100 + (c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return rest == 1;
}

}  // namespace haven::bank
