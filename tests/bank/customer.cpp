#include "tests/bank/customer.hpp"

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "tests/support/bank/disk.hpp"

namespace haven::bank {
namespace {

void append_complaint(void* complaints, xmlErrorPtr error) {
  *static_cast<std::string*>(complaints) += error->message;
}

// "" where the text fits or the schemas are not at hand.
std::string schema_complaints(const std::string& text, const std::string& message) {
  const auto path = schema_at_hand().parent_path() / (message + ".xsd");
  if (schema_at_hand().empty()) return "";
  static std::map<std::string, std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)>> schemas;
  auto found = schemas.find(message);
  if (found == schemas.end()) {
    xmlSchemaParserCtxt* parser = xmlSchemaNewParserCtxt(path.c_str());
    found = schemas.try_emplace(message, xmlSchemaParse(parser), &xmlSchemaFree).first;
    xmlSchemaFreeParserCtxt(parser);
  }
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document{
      xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, XML_PARSE_NONET),
      &xmlFreeDoc};
  if (!document) return "is no XML";
  const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> validator{
      xmlSchemaNewValidCtxt(found->second.get()), &xmlSchemaFreeValidCtxt};
  std::string complaints;
  xmlSchemaSetValidStructuredErrors(validator.get(), &append_complaint, &complaints);
  xmlSchemaValidateDoc(validator.get(), document.get());
  return complaints;
}

void read_report(const std::string& text, Mail& mail) {
  mail.schema_says.push_back(schema_complaints(text, "pain.002.001.11"));
  const auto reason_of = [](const std::vector<iso20022::ReturnReason>& reasons) {
    return reasons.empty() ? "" : reasons.front().code;
  };
  iso20022::StatusHandlers handlers;
  handlers.group = [&](const iso20022::GroupStatus& group) -> Result<void> {
    if (!group.status.code.empty()) mail.said_of_files.push_back(group.status.code);
    if (!group.reasons.empty())
      mail.said.push_back({"", group.status.code, reason_of(group.reasons)});
    return {};
  };
  handlers.transfer = [&](const iso20022::TransferStatus& transfer) -> Result<void> {
    mail.said.push_back(
        {transfer.original_end_to_end_id, transfer.status.code, reason_of(transfer.reasons)});
    return {};
  };
  const auto read = iso20022::read_status_report(iso20022::source_of(text), handlers);
  EXPECT_TRUE(read) << read.error().detail;
}

class StatementFlattener {
 public:
  StatementFlattener(Mail& mail, std::string message) : mail_(mail), message_(std::move(message)) {}

  void read(const std::string& text) {
    iso20022::StatementHandlers handlers;
    handlers.head = [&](const iso20022::StatementHead& head) -> Result<void> {
      if (head.is_statement) mail_.statements.push_back(head);
      return {};
    };
    handlers.entry = [&](const iso20022::Entry& entry) -> Result<void> {
      entry_ = entry;
      batch_.clear();
      has_details_ = false;
      return {};
    };
    handlers.batch = [&](const iso20022::BatchInfo& batch) -> Result<void> {
      batch_ = batch.message_id;
      return {};
    };
    handlers.detail = [&](const iso20022::Detail& detail) -> Result<void> {
      has_details_ = true;
      tell(detail.end_to_end_id, detail.amount.value_or(Money{}),
           iso20022::is_return(entry_, detail));
      return {};
    };
    handlers.entry_end = [&](const iso20022::EntryEnd& end) -> Result<void> {
      mail_.entry_ends.push_back(end);
      if (!has_details_) tell("", entry_.amount, false);
      return {};
    };
    handlers.end = [&](const iso20022::StatementEnd& end) -> Result<void> {
      if (message_ == "camt.053.001.08") mail_.ends.push_back(end);
      return {};
    };
    const auto read = iso20022::read_statements(iso20022::source_of(text), handlers);
    EXPECT_TRUE(read) << read.error().detail;
    mail_.schema_says.push_back(schema_complaints(text, message_));
  }

 private:
  void tell(const std::string& reference, const Money& amount, bool is_return) {
    mail_.told.push_back(
        {message_, reference, batch_, entry_.direction, amount, is_return, entry_.booked_on});
  }

  Mail& mail_;
  std::string message_;
  iso20022::Entry entry_;
  std::string batch_;
  bool has_details_ = false;
};

}  // namespace

Folder::Folder() {
  const std::filesystem::path memory = "/dev/shm";  // many small files: kept off the disk
  const auto place =
      std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
  std::string name = (place / "bank_test_XXXXXX").string();
  path_ = mkdtemp(name.data());
}

Folder::~Folder() {
  std::filesystem::remove_all(path_);
}

Founding founding_with(Mode mode) {
  Founding founding;
  founding.accounts = {{fund_account, money(1000000, "PHP")}};
  founding.habits.weights = {{mode, 1}};
  founding.first_day = date_from("2024-05-14");
  return founding;
}

std::string orders_as_haven_writes(const std::string& message_id, const std::vector<Wish>& wishes) {
  iso20022::PaymentFileHeader header;
  header.message_id = message_id;
  header.created = *instant_from("2024-05-14T02:00:00Z");
  header.initiating_party = header.debtor_name = "Workers Welfare Fund";
  header.debtor_account.other = fund_account;
  header.debtor_agent.bic = "BKKBPHMM";
  header.execute_on = *date_from("2024-05-14");
  header.batch_booking = false;
  header.count = static_cast<std::int64_t>(wishes.size());
  header.total = money(0, "PHP");
  for (const Wish& wish : wishes) header.total += money(wish.minor, "PHP");
  std::string text;
  auto file = iso20022::PaymentFile::begin(header, [&](std::string_view part) { text += part; });
  EXPECT_TRUE(file) << file.error().detail;
  for (const Wish& wish : wishes) {
    iso20022::Transfer transfer;
    transfer.reference = wish.reference;
    transfer.payee_name = "Maria Santos & Sons";
    transfer.payee_account.other = wish.account;
    transfer.payee_agent.bic = "BNORPHMM";
    transfer.amount = money(wish.minor, "PHP");
    transfer.remittance = "Death benefit";
    EXPECT_TRUE(file->add(transfer));
  }
  EXPECT_TRUE(file->finish());
  return text;
}

Customer::Customer(const Founding& founding) {
  flush_nothing();
  restart();
  EXPECT_TRUE(bank_->found(founding));
}

void Customer::restart(Bank::Watch watch) {
  bank_.reset();
  bank_ = std::make_unique<Bank>(
      folder_.path(), [] { return *instant_from("2024-05-14T03:00:00Z"); }, schema_at_hand(),
      std::move(watch));
}

void Customer::put(const std::string& name, const std::string& bytes) {
  write_durably(folder_.path() / "in" / name, bytes);
}

void Customer::order(const std::string& file, const std::vector<Wish>& wishes) {
  put(file + ".xml", orders_as_haven_writes(file, wishes));
}

Mail Customer::collect() {
  Mail mail;
  for (const auto& file : files_in(folder_.path() / "out")) {
    const std::string name = file.filename().string(), text = bytes_of(file);
    mail.bytes.push_back(text);
    if (name.find("pain.002") != name.npos) {
      mail.kinds.emplace_back("pain.002");
      read_report(text, mail);
    } else if (name.find("camt.05") != name.npos) {
      mail.kinds.push_back(name.substr(7, 8));
      StatementFlattener{mail, mail.kinds.back() + ".001.08"}.read(text);
    } else {
      mail.kinds.emplace_back("counter");
      std::istringstream lines{text};
      for (std::string line; std::getline(lines, line);) mail.counter.push_back(line);
    }
    std::filesystem::remove(file);
  }
  return mail;
}

std::vector<Told> told_of(const Mail& mail, const std::string& reference,
                          const std::string& message) {
  std::vector<Told> found;
  for (const Told& each : mail.told) {
    if (each.reference == reference && each.message == message) found.push_back(each);
  }
  return found;
}

std::vector<Said> said_of(const Mail& mail, const std::string& reference) {
  std::vector<Said> found;
  for (const Said& each : mail.said) {
    if (each.reference == reference) found.push_back(each);
  }
  return found;
}

}  // namespace haven::bank
