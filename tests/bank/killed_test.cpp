// The bank is killed at every moment of its work and begins again on its folder.
#include <gtest/gtest.h>

#include <set>

#include "tests/bank/customer.hpp"
#include "tests/support/bank/disk.hpp"
#include "tests/support/bank/report.hpp"

namespace haven::bank {
namespace {

struct Killed {};

// Everything that the customer was told in the end, however often it was told.
struct Truth {
  std::set<std::string> stated;  // reference, direction, day
  std::set<std::string> said;
  std::int64_t debited = 0, returned = 0;
  Money closing;
  bool operator==(const Truth&) const = default;
};

void add(Truth& truth, const Mail& mail) {
  for (const Told& told : mail.told) {
    const std::string way = told.direction == iso20022::Direction::debit ? " out" : " in";
    truth.stated.insert(told.message + ' ' + told.reference + told.batch + way);
  }
  for (const Said& said : mail.said) truth.said.insert(said.reference + ' ' + said.status);
  if (!mail.ends.empty()) truth.closing = mail.ends.back().closing->amount;
}

// Three days in one mode; `watch` may kill the bank, which then begins again.
Truth play(Mode mode, const Bank::Watch& watch) {
  Customer customer{mode};
  customer.restart(watch);
  Truth truth;
  const auto survive = [&](auto&& work) {
    for (bool is_done = false; !is_done;) {
      try {
        work();
        is_done = true;
      } catch (const Killed&) {
        customer.restart(watch);
      }
    }
  };
  customer.order("F1", {{"HV1"}, {"HV2", 777}});
  survive([&] { customer.bank().pass(); });
  add(truth, customer.collect());
  customer.order("F2", {{"HV1"}});
  survive([&] { customer.bank().pass(); });
  add(truth, customer.collect());
  for (int day = 1; day <= 4; ++day) {
    survive([&] {
      if (customer.bank().books().day() == day) customer.bank().end_day();
    });
  }
  customer.restart();
  add(truth, customer.collect());
  const LedgerReport ledger = report_from(customer.folder() / "journal");
  EXPECT_TRUE(ledger.debited_twice.empty());
  EXPECT_TRUE(files_in(customer.folder() / "in").empty());
  EXPECT_TRUE(files_in(customer.folder() / "outbox").empty());
  truth.debited = ledger.by_currency.at("PHP").payments_minor;
  truth.returned = ledger.by_currency.at("PHP").returns_minor;
  return truth;
}

TEST(KilledBank, ComesToTheSameEndFromEveryMomentInEveryMode) {
  for (const Mode mode : all_modes()) {
    const Truth undisturbed = play(mode, {});
    for (int victim = 0; victim < 18; ++victim) {
      int moment = 0;
      const Truth disturbed = play(mode, [&](Bank::Moment) {
        if (moment++ == victim) throw Killed{};
      });
      EXPECT_EQ(disturbed, undisturbed) << name_of(mode) << ", killed at moment " << victim;
    }
  }
}

TEST(KilledBank, ForgetsWhatItDidNotCommit) {
  Customer customer{Mode::plain};
  customer.order("F1", {{"HV1"}});
  customer.bank().pass();
  const std::string journal = bytes_of(customer.folder() / "journal");
  customer.order("F2", {{"HV2"}});
  customer.bank().pass();
  const std::string longer = bytes_of(customer.folder() / "journal");
  for (std::size_t size = journal.size(); size < longer.size(); size += 5) {
    write_durably(customer.folder() / "cut", longer.substr(0, size));
    std::size_t orders = 0;
    Journal again{customer.folder() / "cut"};
    again.read_on([&](const Record& record) { orders += record.front() == "order" ? 1 : 0; });
    EXPECT_EQ(orders, 1U);
    EXPECT_EQ(bytes_of(customer.folder() / "cut"), journal) << "cut off at byte " << size;
  }
}

TEST(KilledBank, NoticesAJournalThatAnotherHandChanged) {
  Customer customer{Mode::plain};
  customer.order("F1", {{"HV1"}});
  customer.bank().pass();
  std::string journal = bytes_of(customer.folder() / "journal");
  journal.replace(journal.find("10000"), 5, "10001");
  write_durably(customer.folder() / "journal", journal);
  EXPECT_THROW(customer.restart(), std::runtime_error);
}

TEST(TwoProcesses, ShareOneJournal) {
  Customer customer{Mode::plain};
  Bank other{customer.folder(), [] { return *instant_from("2024-05-14T03:00:00Z"); }};
  customer.order("F1", {{"HV1"}});
  EXPECT_TRUE(other.pass());
  customer.order("F2", {{"HV1"}, {"HV2"}});
  EXPECT_TRUE(customer.bank().pass());
  other.end_day();
  EXPECT_EQ(report_from(customer.folder() / "journal").by_currency["PHP"].payments, 2);
}

}  // namespace
}  // namespace haven::bank
