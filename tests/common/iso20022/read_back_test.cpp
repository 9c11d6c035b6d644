// Orders are written, a bank of few manners books them, and what its statement says is read back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "common/iso20022/amounts.hpp"
#include "common/iso20022/xml_cursor.hpp"
#include "common/iso20022/xml_output.hpp"
#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

struct Order {
  std::string reference;
  std::string decimal;
  std::string currency;
};

// The bank's own reading of the orders: what stands in the file, not what we meant.
std::vector<Order> orders_in(const std::string& text) {
  std::vector<Order> orders;
  XmlCursor cursor{source_of(text), {}};
  const auto field = [&](auto&& self) -> void {
    const std::string name = cursor.name();
    if (name == "CdtTrfTxInf") orders.emplace_back();
    if (name == "EndToEndId") {
      orders.back().reference = cursor.text();
    } else if (name == "InstdAmt") {
      orders.back().currency = cursor.currency();
      orders.back().decimal = cursor.text();
    } else {
      cursor.children([&] { self(self); });
    }
  };
  cursor.children([&] { field(field); });
  RC_ASSERT(cursor.outcome().has_value());
  return orders;
}

// How the bank shows a payment. The sum is booked as one entry or as one for each.
struct Manners {
  bool batch = false;
  bool plain_status = false;
  bool reference_in_words = false;
  bool five_decimals = false;
};

class Bank {
 public:
  Bank(const std::vector<Order>& orders, const Manners& manners)
      : orders_(orders),
        manners_(manners),
        out_([this](std::string_view part) { text_ += part; }) {}

  std::string statement() {
    out_.begin("Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"");
    out_.begin("BkToCstmrStmt");
    out_.begin("Stmt");
    out_.leaf("Id", "S");
    write_account();
    if (manners_.batch) {
      write_entry({orders_.begin(), orders_.end()});
    } else {
      for (const Order& order : orders_) write_entry({&order, 1});
    }
    for (int open = 0; open < 3; ++open) out_.end();
    out_.finish();
    return text_;
  }

 private:
  [[nodiscard]] Money sum_of(std::span<const Order> orders) const {
    Money sum{0, *Currency::from(orders_[0].currency)};
    for (const Order& order : orders) sum += *amount_from(order.decimal, order.currency);
    return sum;
  }
  void write_account() {
    out_.begin("Acct");
    out_.begin("Id");
    out_.begin("Othr");
    out_.leaf("Id", "00441122");
    for (int open = 0; open < 3; ++open) out_.end();
    write_balance("OPBD", "0.00");
    write_balance("CLBD", *amount_text(sum_of(orders_)));
  }
  void write_balance(std::string_view type, std::string_view decimal) {
    out_.begin("Bal");
    out_.begin("Tp");
    out_.begin("CdOrPrtry");
    out_.leaf("Cd", type);
    out_.end();
    out_.end();
    out_.amount("Amt", decimal, orders_[0].currency);
    out_.leaf("CdtDbtInd", "DBIT");
    out_.end();
  }
  void write_entry(std::span<const Order> orders) {
    out_.begin("Ntry");
    out_.amount("Amt", *amount_text(sum_of(orders)), orders_[0].currency);
    out_.leaf("CdtDbtInd", "DBIT");
    out_.begin("Sts");
    out_.leaf(manners_.plain_status ? "Prtry" : "Cd", "BOOK");
    out_.end();
    out_.begin("NtryDtls");
    for (const Order& order : orders) write_detail(order);
    out_.end();
    out_.end();
  }
  void write_detail(const Order& order) {
    out_.begin("TxDtls");
    out_.begin("Refs");
    out_.leaf("EndToEndId", manners_.reference_in_words ? "NOTPROVIDED" : order.reference);
    out_.end();
    const bool has_point = order.decimal.find('.') != order.decimal.npos;
    const std::string zeros = has_point ? "000" : "";
    out_.amount("Amt", order.decimal + (manners_.five_decimals ? zeros : ""), order.currency);
    if (manners_.reference_in_words) {
      out_.begin("RmtInf");
      out_.leaf("Ustrd", "OUR REF " + order.reference + " <&>");
      out_.end();
    }
    out_.end();
  }

  const std::vector<Order>& orders_;
  Manners manners_;
  std::string text_;
  XmlOutput out_;
};

std::vector<Transfer> some_transfers() {
  const std::string currency = *rc::gen::element<std::string>("USD", "PHP", "EUR", "KRW", "JOD");
  const std::int64_t unit = currency == "KRW" ? 100 : 1;
  const auto count = *rc::gen::inRange(1, 40);
  std::vector<Transfer> transfers;
  for (int i = 0; i < count; ++i) {
    const auto minor = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000);
    transfers.push_back(sample_transfer(i * 3 + 1, money(minor * unit, currency)));
    transfers.back().payee_name =
        "N " + *rc::gen::container<std::string>(rc::gen::inRange<char>(0x01, 0x7F));
  }
  return transfers;
}

std::map<std::string, Money> amounts_by_reference(const ReadStatement& read) {
  std::map<std::string, Money> amounts;
  const auto is_ours = [](std::string_view text) {
    return text.starts_with("HV") && text.size() == 10;
  };
  for (const Detail& detail : read.details) {
    const auto references = references_in(detail, is_ours);
    RC_ASSERT(references.size() == 1U);
    RC_ASSERT(detail.amount.has_value());
    RC_ASSERT(amounts.emplace(references[0], *detail.amount).second);
  }
  return amounts;
}

RC_GTEST_PROP(ReadBackProperty, TheStatementNamesWhatWasOrdered, ()) {
  const auto transfers = some_transfers();
  const auto orders = orders_in(payment_file_of(transfers));
  const Manners manners{*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(),
                        *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()};
  const auto read = read_statement(Bank{orders, manners}.statement());
  RC_ASSERT(read.file.has_value());
  RC_ASSERT(read.ends.size() == 1U && read.ends[0].is_proved);
  std::map<std::string, Money> ordered;
  for (const Transfer& transfer : transfers) ordered.emplace(transfer.reference, transfer.amount);
  RC_ASSERT(amounts_by_reference(read) == ordered);
  for (const EntryEnd& end : read.entry_ends) RC_ASSERT(end.sum == EntryEnd::Sum::agrees);
}

RC_GTEST_PROP(ReadBackProperty, ADamagedByteNeverChangesWhatAProvedStatementBooked, ()) {
  const auto transfers = some_transfers();
  const auto orders = orders_in(payment_file_of(transfers));
  std::string text = Bank{orders, {}}.statement();
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
  const auto read = read_statement(text);
  if (!read.file || read.ends.empty() || !read.ends[0].is_proved) return;
  Money total{0, transfers[0].amount.currency()};
  for (const Transfer& transfer : transfers) total += transfer.amount;
  RC_ASSERT(read.ends[0].booked_debits == total);
}

}  // namespace
}  // namespace haven::iso20022
