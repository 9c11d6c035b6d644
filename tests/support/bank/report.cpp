#include "tests/support/bank/report.hpp"

#include "common/core/csv.hpp"
#include "tests/support/bank/disk.hpp"

namespace haven::bank {
namespace {

void add(LedgerReport& report, std::map<std::string, int>& debits, const Record& record) {
  const std::int64_t minor = std::stoll(record.at(4));
  Turnover& sums = report.by_currency[record.at(5)];
  const std::string& kind = record.at(6);
  if (kind == "payment") {
    ++sums.payments;
    sums.payments_minor += minor;
    if (++debits[record.at(7)] == 2) report.debited_twice.push_back(record.at(7));
  } else if (kind == "return") {
    ++sums.returns;
    sums.returns_minor += minor;
  } else if (kind == "charge") {
    sums.charges_minor += minor;
  } else {
    sums.credits_minor += minor;
  }
  sums.balance_minor += record.at(3) == "debit" ? -minor : minor;
}

bool comes_without_asking(const Books& books, const std::string& reference) {
  const Order& order = *books.order(reference);
  return steps_of(order.mode, 0).at(order.steps_done).when != When::asked;
}

}  // namespace

LedgerReport report_from(const std::filesystem::path& file) {
  LedgerReport report;
  std::map<std::string, int> debits;
  Journal journal{file};
  const Journal::Hold hold{journal};
  journal.read_on([&](const Record& record) {
    if (record.front() == "entry") add(report, debits, record);
    if (record.front() == "order") ++report.orders_by_mode[record.at(11)];
    if (record.front() == "account") {
      report.by_currency[record.at(3)].balance_minor += std::stoll(record.at(2));
    }
  });
  return report;
}

int waiting(const Books& books) {
  int count = 0;
  for (const std::string& reference : books.unfinished()) {
    count += comes_without_asking(books, reference) ? 1 : 0;
  }
  for (const auto& [number, account] : books.accounts()) {
    count += static_cast<int>(books.unstated(number).size());
  }
  for (const auto& [draft, file] : books.out_files()) count += file.number == 0 ? 1 : 0;
  return count;
}

void write_report(const std::filesystem::path& folder, const Books& books) {
  std::map<std::string, Turnover> sums;
  std::map<std::string, std::int64_t> balances;
  for (const auto& [number, account] : books.accounts()) {
    sums.try_emplace(account.stated.currency().code());
    balances[number] = account.stated.minor();
  }
  for (const auto& [number, entry] : books.entries()) {
    if (!entry.is_stated) {
      balances[entry.account] += entry.is_debit ? -entry.amount.minor() : entry.amount.minor();
    }
    Turnover& of = sums[entry.amount.currency().code()];
    if (entry.kind == "payment") {
      ++of.payments;
      of.payments_minor += entry.amount.minor();
    }
    if (entry.kind == "return") {
      ++of.returns;
      of.returns_minor += entry.amount.minor();
    }
  }
  std::string text;
  for (const auto& [currency, of] : sums) {
    text += csv_line({"currency", currency, std::to_string(of.payments),
                      std::to_string(of.payments_minor), std::to_string(of.returns),
                      std::to_string(of.returns_minor)}) +
            '\n';
  }
  for (const auto& [number, account] : books.accounts()) {
    text += csv_line({"account", number, account.stated.currency().code(),
                      std::to_string(balances[number])}) +
            '\n';
  }
  text += csv_line({"waiting", std::to_string(waiting(books))}) + '\n';
  write_durably(folder / "report.csv", text);
}

}  // namespace haven::bank
