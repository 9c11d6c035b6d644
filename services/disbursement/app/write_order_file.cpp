#include "services/disbursement/app/write_order_file.hpp"

#include <algorithm>
#include <cctype>

#include "common/core/hash.hpp"
#include "common/iso20022/latin_text.hpp"
#include "common/iso20022/payment_file.hpp"
#include "services/disbursement/store/bank_files.hpp"

namespace haven::disbursement {
namespace {

constexpr std::size_t part_bytes = 256 * 1024;

// Collects what the writer gives into parts of the same size, whatever the pieces were.
class Parts {
 public:
  Parts(db::Transaction& tx, OrderFile& file) : tx_(tx), file_(file) {}

  void add(std::string_view piece) {
    file_.bytes += static_cast<std::int64_t>(piece.size());
    digest_.add(piece);
    while (!piece.empty()) {
      const auto taken = std::min(piece.size(), part_bytes - waiting_.size());
      waiting_ += piece.substr(0, taken);
      piece.remove_prefix(taken);
      if (waiting_.size() == part_bytes) keep();
    }
  }
  void finish() {
    if (!waiting_.empty()) keep();
    file_.sha256 = digest_.finish_hex();
  }

 private:
  void keep() {
    store::insert_part(tx_, file_.message_id, ++number_, waiting_);
    waiting_.clear();
  }

  db::Transaction& tx_;
  OrderFile& file_;
  Sha256 digest_;
  std::string waiting_;
  int number_ = 0;
};

// People write account numbers in groups.
std::string without_spaces(std::string_view number) {
  std::string text;
  std::ranges::copy_if(number, std::back_inserter(text), [](char c) { return c != ' '; });
  return text;
}

std::string in_capitals(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

iso20022::Account account_of(const std::string& written) {
  const std::string number = without_spaces(written);
  const std::string iban = in_capitals(number);
  if (iso20022::is_iban(iban)) return {iban, ""};
  return {"", number};
}

// What a family writes as the bank is a BIC, the bank's number at home, or its name.
iso20022::Agent agent_of(const std::string& bank) {
  const std::string code = without_spaces(bank);
  if (iso20022::is_bic(in_capitals(code))) return {in_capitals(code), "", "", ""};
  if (code == bank && iso20022::is_bank_reference(bank)) return {"", "", bank, ""};
  return {"", "", "", bank};
}

iso20022::PaymentFileHeader header_of(const OrderFile& file, const FundAccount& from,
                                      Date execute_on) {
  iso20022::PaymentFileHeader header;
  header.message_id = file.message_id;
  header.created = file.written_at;
  header.initiating_party = from.owner;
  header.debtor_name = from.owner;
  header.debtor_account = account_of(from.number);
  header.debtor_agent = agent_of(from.bank);
  header.execute_on = execute_on;
  header.batch_booking = from.batch_booking;
  header.count = file.transfers;
  header.total = file.total;
  return header;
}

iso20022::Transfer transfer_of(const Payment& payment) {
  iso20022::Transfer transfer;
  transfer.reference = payment.bank_reference;
  transfer.payee_name = payment.account.owner_name;
  transfer.payee_account = account_of(payment.account.number);
  transfer.payee_agent = agent_of(payment.account.bank);
  transfer.amount = payment.amount;
  transfer.remittance = payment.claim_reference;
  return transfer;
}

}  // namespace

Result<OrderFile> write_order_file(db::Transaction& tx, OrderFile file, const FundAccount& from,
                                   Date execute_on, const NextPayments& next) {
  file.book = from.book;
  Parts parts{tx, file};
  auto orders = iso20022::PaymentFile::begin(header_of(file, from, execute_on),
                                             [&](std::string_view piece) { parts.add(piece); });
  if (!orders) return pass(orders);
  for (auto payments = next(); !payments.empty(); payments = next()) {
    for (const Payment& payment : payments) {
      if (const auto added = orders->add(transfer_of(payment)); !added) return pass(added);
    }
  }
  if (const auto finished = orders->finish(); !finished) return pass(finished);
  parts.finish();
  store::insert_bank_file(tx, file);
  return file;
}

}  // namespace haven::disbursement
