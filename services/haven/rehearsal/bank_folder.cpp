#include "services/haven/rehearsal/bank_folder.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "common/core/csv.hpp"
#include "common/core/id.hpp"

namespace haven::rehearsal {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator{folder}) {
    if (!each.path().filename().string().starts_with('.')) files.push_back(each.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

bool BankFolder::Letter::is_message() const {
  return file.extension() == ".xml";
}

BankFolder::BankFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
  if (std::filesystem::exists(folder_ / "report.csv")) return;
  throw std::runtime_error{"there is no bank in " + folder_.string() +
                           ": found one first (bank found --help)"};
}

// The bank leaves files alone whose names begin with a dot.
void BankFolder::put(const std::string& ending, const std::string& bytes) {
  const std::string name = new_uuid(system_clock()()) + ending;
  const auto draft = folder_ / "in" / ('.' + name);
  std::ofstream out{draft, std::ios::binary};
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out << bytes;
  out.close();
  std::filesystem::rename(draft, folder_ / "in" / name);
}

void BankFolder::hand_in(const std::string& orders) {
  put(".xml", orders);
}

void BankFolder::hand_in(const std::vector<std::string>& slip) {
  put(".csv", csv_line(slip) + '\n');
}

void BankFolder::pay_in(const Money& amount, const std::string& reference,
                        const std::string& name) {
  const std::string currency = amount.currency().code();
  hand_in({"credit", ledger().accounts.at(currency).number, decimal_text(amount), currency,
           reference, name});
}

std::vector<BankFolder::Letter> BankFolder::letters(std::size_t count) const {
  auto files = files_in(folder_ / "out");
  if (files.size() > count) files.resize(count);
  std::vector<Letter> letters;
  for (const auto& file : files) letters.push_back({file, bytes_of(file)});
  return letters;
}

void BankFolder::discard(const Letter& letter) const {
  std::filesystem::remove(letter.file);
}

BankFolder::Ledger BankFolder::ledger() const {
  Ledger ledger;
  std::istringstream report{bytes_of(folder_ / "report.csv")};
  for (std::string line; std::getline(report, line);) {
    const auto fields = csv_fields(line);
    if (!fields) throw std::runtime_error{"the bank's report has a line that is no CSV"};
    if (fields->at(0) == "waiting") ledger.waiting = std::stoi(fields->at(1));
    if (fields->at(0) == "account") {
      ledger.accounts[fields->at(2)] = {fields->at(1), std::stoll(fields->at(3))};
    }
    if (fields->at(0) != "currency") continue;
    ledger.by_currency[fields->at(1)] = {std::stoll(fields->at(3)), std::stoll(fields->at(5))};
  }
  return ledger;
}

bool BankFolder::has_files_to_take() const {
  return !files_in(folder_ / "in").empty();
}

}  // namespace haven::rehearsal
