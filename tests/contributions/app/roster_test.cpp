#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "common/core/hash.hpp"
#include "services/contributions/app/register_roster.hpp"
#include "services/contributions/app/reverse_receipt.hpp"
#include "services/contributions/store/rosters.hpp"
#include "tests/contributions/desk.hpp"

namespace haven::contributions {
namespace {

struct Rosters : CollectorsDesk {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("haven_roster_" + new_uuid(system_clock()()) + ".csv");
  ~Rosters() override { std::filesystem::remove(path); }

  Result<RegisteredRoster> take_text(const std::string& text, const char* first = "2024-06-01",
                                     const char* last = "2024-06-30") {
    std::ofstream{path, std::ios::binary} << text;
    return in([&](db::Transaction& tx, const Occasion& now) {
      return register_roster(tx, now, {path, sha256_hex(text), "gulf", day(first), day(last)});
    });
  }
  Result<RegisteredRoster> take_lines(const std::string& lines) {
    return take_text(std::string{roster_header} + "\n" + lines);
  }
  static std::string line(const std::string& number, const std::string& amount = "") {
    return number + ",owwa," + (amount.empty() ? decimal_text(joining_price()) : amount) + "," +
           joining_price().currency().code() + "\n";
  }
  void pay(const std::string& number, const std::string& reference, const char* paid = "2024-06-18",
           const char* channel = "agency") {
    Payment one = payment(number, reference);
    one.partner = "gulf";
    one.channel = channel;
    one.paid = day(paid);
    ASSERT_TRUE(take(one));
  }
  std::string reconciled(const Roster& roster) {
    std::string text;
    in([&](db::Transaction& tx, const Occasion& now) {
      for (const auto& row : store::page_of_reconciliation(tx, now.fund, roster, "", 100)) {
        text += row.member_number + ' ' +
                name_of(outcome_of(row.expected.minor(), row.paid.minor())) + ", ";
      }
      return 0;
    });
    return text;
  }
};

TEST_F(Rosters, EveryWorkerHasOneOutcome) {
  pay("M-1", "R-1");
  pay("M-2", "R-2");
  pay("M-3", "R-3");
  pay("M-5", "R-5");
  const auto roster =
      take_lines(line("M-1") + line("M-2", "9999.00") + line("M-3", "0.01") + line("M-4"));
  ASSERT_TRUE(roster) << roster.error().detail;
  EXPECT_EQ(roster->roster.lines, 4);
  EXPECT_EQ(reconciled(roster->roster),
            "M-1 paid, M-2 short, M-3 over, M-4 not_paid, M-5 not_on_roster, ");
  const auto totals = in([&](db::Transaction& tx, const Occasion& now) {
    return store::reconciliation_totals(tx, now.fund, roster->roster);
  });
  ASSERT_EQ(totals.size(), 1U);
  EXPECT_EQ(totals[0].paid, joining_price().times(4));
  EXPECT_EQ(totals[0].expected.minor(), 2 * joining_price().minor() + 999901);
  EXPECT_EQ(totals[0].as_expected + totals[0].short_of + totals[0].over + totals[0].not_paid +
                totals[0].not_on_roster,
            5);
}

TEST_F(Rosters, OnlyTheAgencysMoneyOfItsDaysCounts) {
  pay("M-1", "R-1", "2024-05-31");
  pay("M-2", "R-2", "2024-06-01");
  pay("M-3", "R-3", "2024-06-18", "direct");
  const auto taken = take(payment("M-4", "R-4"));  // of another partner
  ASSERT_TRUE(taken);
  const auto roster = take_lines(line("M-1") + line("M-2") + line("M-3") + line("M-4"));
  EXPECT_EQ(reconciled(roster->roster), "M-1 not_paid, M-2 paid, M-3 not_paid, M-4 not_paid, ");
}

TEST_F(Rosters, AnOldNumberMeetsTheNewOne) {
  hear_enrolled("M-0001");
  hear_enrolled("M-0002");
  pay("M-0001", "R-1");
  const auto roster = take_lines(line("M-0002"));
  EXPECT_EQ(reconciled(roster->roster), "M-0001 not_on_roster, M-0002 not_paid, ");
  hear_merged("M-0002", "M-0001");
  EXPECT_EQ(reconciled(roster->roster), "M-0001 paid, ");
}

TEST_F(Rosters, IsTakenWholeOrNotAtAll) {
  const auto wrong = take_lines(line("M-1") + "M-2,owwa,0.00,USD\nM-3,owwa,1.00,XXX\n");
  EXPECT_EQ(wrong.error().code, "roster_lines");
  EXPECT_EQ(wrong.error().fields[0].pointer, "/3/amount");
  EXPECT_EQ(wrong.error().fields[1].pointer, "/4/currency");
  EXPECT_EQ(take_text("number\nM-1\n").error().code, "roster_header");
  EXPECT_EQ(take_lines("").error().code, "roster_empty");
  EXPECT_EQ(take_text(std::string{roster_header} + "\n" + line("M-1"), "2024-06-02", "2024-06-01")
                .error()
                .fields[0]
                .pointer,
            "to");
  EXPECT_THROW(static_cast<void>(take_lines(line("M-1") + line("M-1"))), db::Failure);
  EXPECT_EQ(value("select count(*) from contributions.roster"), "0");
}

TEST_F(Rosters, TheSameContentForTheSameDaysIsTheSameRoster) {
  const auto first = take_lines(line("M-1")), again = take_lines(line("M-1"));
  EXPECT_TRUE(first->first_time);
  EXPECT_FALSE(again->first_time);
  EXPECT_EQ(again->roster.id, first->roster.id);
}

TEST_F(Rosters, AHundredThousandWorkersAndNotOneMore) {
  std::string lines;
  for (int i = 0; i < roster_lines_max; ++i) lines += line("W-" + std::to_string(i));
  const auto roster = take_lines(lines);
  ASSERT_TRUE(roster) << roster.error().detail;
  EXPECT_EQ(roster->roster.lines, roster_lines_max);
  EXPECT_EQ(reconciled(roster->roster).size() > 0, true);
  EXPECT_EQ(take_lines(lines + line("W-X")).error().code, "roster_too_long");
}

}  // namespace
}  // namespace haven::contributions
