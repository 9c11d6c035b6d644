// Balances at any past day and moment, statements and the export, over random histories.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "common/core/csv.hpp"
#include "services/ledger/app/export_journal.hpp"
#include "services/ledger/domain/hledger.hpp"
#include "tests/ledger/app/any_history.hpp"

namespace haven::ledger {
namespace {

using Balances = std::map<std::pair<std::string, std::string>, std::int64_t>;  // account, currency

Balances balances(Books& books, const store::AsOf& as_of) {
  Balances sums;
  for (const auto& row :
       books.run([&](db::Transaction& tx) { return store::trial_balance(tx, "owwa", as_of); })) {
    const std::int64_t minor = row.debit.minor() - row.credit.minor();
    if (minor != 0) sums[{row.account, row.debit.currency().code()}] = minor;
  }
  return sums;
}

// A history over some days, and what the books held after each of its steps.
struct History {
  struct Moment {
    Date day;
    Instant at;
    Balances held;
  };
  Books books;
  std::vector<Moment> moments;

  void play(const std::vector<Step>& steps) {
    int number = 0;
    for (const Step& step : steps) {
      books.today += std::chrono::days{step.amount % 3};
      books.now += std::chrono::minutes{10};
      if (step.what == 2) {
        books.contribute("R" + std::to_string(++number), step.amount, step.order ? "USD" : "PHP");
      }
      apply(books, step);
      moments.push_back({books.today, books.now + std::chrono::minutes{5}, balances(books, {})});
    }
  }
};

std::vector<Step> any_steps() {
  return *rc::gen::container<std::vector<Step>>(any_step());
}

TEST(LedgerPast, EveryPastDayAndMomentIsAsItWas) {
  ASSERT_EQ(configured, 0);
  EXPECT_TRUE(rc::check([] {
    History history;
    history.play(any_steps());
    Books& books = history.books;
    RC_ASSERT(balances(books, {.day = books.today, .moment = {}}) == balances(books, {}));
    for (std::size_t i = 0; i < history.moments.size(); ++i) {
      const auto& moment = history.moments[i];
      RC_ASSERT(balances(books, {.day = {}, .moment = moment.at}) == moment.held);
      const bool is_last_of_day =
          i + 1 == history.moments.size() || history.moments[i + 1].day > moment.day;
      if (!is_last_of_day) continue;
      RC_ASSERT(balances(books, {.day = moment.day, .moment = {}}) == moment.held);
    }
  }));
}

// All lines of the account's statement, in pages of three.
std::vector<store::StatementLine> statement(Books& books, const store::JournalQuery& query) {
  std::vector<store::StatementLine> all;
  store::JournalPlace place;
  while (true) {
    const auto page =
        books.run([&](db::Transaction& tx) { return store::next_lines(tx, query, place, 3); });
    if (page.empty()) return all;
    all.insert(all.end(), page.begin(), page.end());
  }
}

TEST(LedgerPast, AStatementLeadsFromItsOpeningToItsClosingBalance) {
  EXPECT_TRUE(rc::check([] {
    History history;
    history.play(any_steps());
    Books& books = history.books;
    const Date first = *rc::gen::element(books.today, books.today - std::chrono::days{6});
    const Date last = first + std::chrono::days{*rc::gen::inRange(0, 20)};
    for (const std::string account : {"bank:PHP", "welfare:reserved"}) {
      auto balance = books.run([&](db::Transaction& tx) {
        return store::balance_before(tx, "owwa", account, first).value();
      });
      RC_ASSERT(balance.minor() == (balances(books, {.day = first - std::chrono::days{1},
                                                     .moment = {}})[{account, "PHP"}]));
      for (const auto& line : statement(books, {.fund = "owwa",
                                               .from = first,
                                               .to = last,
                                               .cause = "",
                                               .account = account,
                                               .kind = "",
                                               .claim = ""})) {
        RC_ASSERT(line.booked_on >= first && line.booked_on <= last);
        balance += line.amount;
      }
      RC_ASSERT(balance.minor() ==
                (balances(books, {.day = last, .moment = {}})[{account, "PHP"}]));
    }
  }));
}

TEST(LedgerPast, AnUnknownAccountHasNoStatement) {
  Books books;
  EXPECT_FALSE(books.run([](db::Transaction& tx) {
    return store::balance_before(tx, "owwa", "bank:XYZ", {}).has_value();
  }));
}

TEST(LedgerJournal, FindsEntriesByDayCauseAccountKindAndClaim) {
  Books books;
  books.fund(1000);
  ASSERT_TRUE(books.reserve("a", 300));
  books.today += std::chrono::days{1};
  ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 300));
  const auto count = [&](store::JournalQuery query) {
    query.fund = "owwa";
    store::JournalPlace place;
    const auto page =
        books.run([&](db::Transaction& tx) { return store::next_entries(tx, query, place, 100); });
    EXPECT_EQ(books.run([&](db::Transaction& tx) { return store::count_entries(tx, query); }),
              static_cast<std::int64_t>(page.size()));
    return page.size();
  };
  store::JournalQuery query;
  EXPECT_EQ(count(query), 3U);
  query.from = books.today;
  EXPECT_EQ(count(query), 1U);
  query = {};
  query.to = books.today - std::chrono::days{1};
  EXPECT_EQ(count(query), 2U);
  query = {};
  query.cause = "HV1";
  EXPECT_EQ(count(query), 1U);
  query = {};
  query.account = "welfare:reserved";
  EXPECT_EQ(count(query), 2U);
  query = {};
  query.kind = "award";
  EXPECT_EQ(count(query), 1U);
  query = {};
  query.claim = named_uuid("claim of a");
  EXPECT_EQ(count(query), 2U);
}

// ---- hledger as a second opinion
// --------------------------------------------------------------------

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  std::string output;
  std::array<char, 4096> part{};
  while (const std::size_t size = fread(part.data(), 1, part.size(), pipe.get())) {
    output.append(part.data(), size);
  }
  return output;
}

// What hledger reads from a journal: balances by account and currency, in minor units.
Balances balances_by_hledger(const std::string& file) {
  Balances sums;
  std::istringstream lines{
      output_of("hledger -f " + file + " balance -N --flat --layout=bare -O csv 2>&1")};
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "\"account\",\"commodity\",\"balance\"");
  while (std::getline(lines, line)) {
    const auto fields = csv_fields(line).value();
    const bool negative = fields.at(2).starts_with('-');
    const auto amount = money_from(fields.at(2).substr(negative ? 1 : 0), fields.at(1)).value();
    if (amount.is_zero()) continue;
    sums[{fields.at(0), fields.at(1)}] = negative ? -amount.minor() : amount.minor();
  }
  return sums;
}

Balances balances_for_hledger(Books& books) {
  Balances sums;
  for (const auto& row :
       books.run([](db::Transaction& tx) { return store::trial_balance(tx, "owwa"); })) {
    const std::int64_t minor = row.debit.minor() - row.credit.minor();
    if (minor == 0) continue;
    sums[{hledger_account({row.account, row.kind}), row.debit.currency().code()}] = minor;
  }
  return sums;
}

TEST(LedgerExport, HledgerAgreesOnEveryBalance) {
  if (std::system("hledger --version > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "hledger is not installed (ops/install --tests does it)";
  }
  EXPECT_TRUE(rc::check([] {
    History history;
    history.play(any_steps());
    history.books.contribute("a, \"strange\"; receipt\nof : two lines", 12345, "USD");
    history.books.fund(99);
    const std::string file =
        std::filesystem::temp_directory_path() / ("haven_" + new_uuid(system_clock()()));
    std::int64_t told = 0;
    {
      std::ofstream out{file};
      const auto written = export_journal(
          history.books.database.pool("haven_auditor"),
          {.fund = "owwa",
           .from = {},
           .to = {},
           .cause = "",
           .account = "",
           .kind = "",
           .claim = ""},
          out, [&](std::size_t entries) { told += static_cast<std::int64_t>(entries); });
      RC_ASSERT(written == told);
    }
    const auto read = balances_by_hledger(file);
    const std::string checked = output_of("hledger -f " + file + " check 2>&1");
    std::filesystem::remove(file);
    RC_ASSERT(checked.empty());
    RC_ASSERT(read == balances_for_hledger(history.books));
  }));
}

}  // namespace
}  // namespace haven::ledger
