#include "tests/support/bank/mailroom.hpp"

#include <algorithm>

#include "tests/support/bank/disk.hpp"
#include "tests/support/bank/status_report.hpp"

namespace haven::bank {
namespace {

bool any_answer_has(const FileAnswer& answer, Mode mode) {
  return std::ranges::any_of(answer.answers, [&](const Answer& each) { return each.mode == mode; });
}

}  // namespace

void Mailroom::send_files(const std::string& kind, const Write& write, bool twice, int held_until) {
  for (int copy = 1; copy <= (twice ? 2 : 1); ++copy) {
    const std::string number = std::to_string(books_.out_files().size() + 1);
    const OutFile file{number + '-' + kind, kind, held_until, 0};
    write(folder_ / "outbox" / file.draft, "BANK-" + number);
    held_until > 0 ? books_.hold_back(file) : books_.send(file);
  }
}

void Mailroom::send(const News& news) {
  for (const FileAnswer& answer : news.reports) send(answer);
  std::map<std::string, std::vector<const Entry*>> by_account;
  for (const int number : news.entries) {
    const Entry& entry = books_.entries().at(number);
    by_account[entry.account].push_back(&entry);
  }
  for (const auto& [account, entries] : by_account) notify(account, entries);
}

void Mailroom::send(const FileAnswer& answer) {
  FileAnswer said = answer;
  if (any_answer_has(said, Mode::reorder)) std::ranges::reverse(said.answers);
  const auto write = [&](const std::filesystem::path& file, const std::string& id) {
    write_status_report(file, id, now_, said);
  };
  send_files("pain.002.xml", write, any_answer_has(said, Mode::duplicate), 0);
}

void Mailroom::notify(const std::string& number, const std::vector<const Entry*>& entries) {
  books_.notify(number);
  const CustomerAccount& account = books_.accounts().at(number);
  AccountReport report;
  report.is_statement = false;
  report.sequence = account.notifications;
  report.id = "NTF-" + std::to_string(account.notifications) + '-' + number.substr(0, 20);
  report.day = today_;
  report.account = number;
  report.opening = report.closing = account.stated;
  report.lines = lines_of(entries, books_);
  const auto write = [&](const std::filesystem::path& file, const std::string& id) {
    write_account_report(file, id, now_, report, books_);
  };
  send_files("camt.054-" + number + ".xml", write, any_has(entries, Mode::duplicate), 0);
}

void Mailroom::end_day() {
  for (const auto& [number, account] : books_.accounts()) {
    if (!books_.unstated(number).empty()) send_statement(number);
  }
  const auto files = books_.out_files();  // a copy: sending changes them
  for (const auto& [draft, file] : files) {
    if (file.number == 0 && file.held_until <= books_.day()) books_.send(file);
  }
  books_.end_day();
}

void Mailroom::send_statement(const std::string& number) {
  const auto entries = books_.unstated(number);
  AccountReport report;
  report.day = today_;
  report.account = number;
  report.opening = books_.accounts().at(number).stated;
  report.lines = lines_of(entries, books_);
  const bool twice = any_has(entries, Mode::duplicate);
  const int held_until = any_has(entries, Mode::reorder) ? books_.day() + 1 : 0;
  books_.state(number);
  const CustomerAccount& account = books_.accounts().at(number);
  report.closing = account.stated;
  report.sequence = account.statements;
  report.id = "STM-" + std::to_string(account.statements) + '-' + number.substr(0, 20);
  const auto write = [&](const std::filesystem::path& file, const std::string& id) {
    write_account_report(file, id, now_, report, books_);
  };
  send_files("camt.053-" + number + ".xml", write, twice, held_until);
}

void Mailroom::send_text(const std::string& kind, const std::string& text) {
  const auto write = [&](const std::filesystem::path& file, const std::string&) {
    write_durably(file, text);
  };
  send_files(kind, write, false, 0);
}

void Mailroom::deliver() {
  for (const auto& draft : files_in(folder_ / "outbox")) {
    const auto known = books_.out_files().find(draft.filename().string());
    if (known == books_.out_files().end()) {
      std::filesystem::remove(draft);
    } else if (known->second.number > 0) {
      move_durably(draft, folder_ / "out" / known->second.name());
    }
  }
}

bool Mailroom::any_has(const std::vector<const Entry*>& entries, Mode mode) const {
  return std::ranges::any_of(entries, [&](const Entry* entry) {
    const Order* order = entry->kind == "payment" ? books_.order(entry->reference) : nullptr;
    return order != nullptr && order->mode == mode;
  });
}

}  // namespace haven::bank
