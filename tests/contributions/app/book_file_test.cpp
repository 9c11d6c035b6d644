#include "services/contributions/app/book_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "common/core/hash.hpp"
#include "services/contributions/app/assess_renewal.hpp"
#include "services/contributions/domain/payment_file.hpp"
#include "tests/contributions/desk.hpp"

namespace haven::contributions {
namespace {

struct BookFile : CollectorsDesk {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("haven_file_" + new_uuid(system_clock()()) + ".csv");
  ~BookFile() override { std::filesystem::remove(path); }

  PartnerFile file(const std::string& lines, bool with_header = true) {
    const std::string text = (with_header ? std::string{file_header} + "\n" : "") + lines;
    std::ofstream{path, std::ios::binary} << text;
    return {path, sha256_hex(text), "metrobank"};
  }
  std::string line(const std::string& reference, const std::string& number) {
    return reference + "," + number + ",owwa,new,agency," + decimal_text(joining_price()) + "," +
           joining_price().currency().code() + ",2024-06-18\n";
  }
  store::ContributionFile book(const PartnerFile& partner_file) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      auto outcome = stage_file(tx, now, partner_file).value();
      while (!outcome.booked) outcome = book_chunk(tx, now, partner_file);
      return outcome;
    });
  }
  std::string refused_lines() {
    return value(
        "select string_agg(line_number || ' ' || field, ', ' order by line_number) "
        "from contributions.refused_line");
  }
};

TEST_F(BookFile, EachLineIsBookedOrRefusedOnItsOwn) {
  for (const char* number : {"M-0001", "M-0002", "M-0003"}) hear_enrolled(number);
  const std::string wrong_currency = "R-6,M-0003,owwa,new,agency,1.00,AED,2024-06-18\n";
  const auto outcome = book(file(line("R-1", "M-0001") + line("R-2", "M-9999") + "nonsense\n" +
                                 "\n" + line("R-4", "M-0001") + line("R-5", "M-0002") +
                                 line("R-5", "M-0002") + wrong_currency +
                                 "Pe\xc3\xb1"
                                 "a\n"));
  EXPECT_TRUE(outcome.booked);
  EXPECT_EQ(outcome.lines, 8);
  EXPECT_EQ(outcome.matched, 2);
  EXPECT_EQ(outcome.unmatched, 1);
  EXPECT_EQ(outcome.already_booked, 1);
  EXPECT_EQ(outcome.refused, 4);
  // Line 1 is the header, line 5 is blank.
  EXPECT_EQ(refused_lines(), "4 line, 6 kind, 9 currency, 10 line");
  EXPECT_EQ(events("ContributionReceived"), "2");
  EXPECT_EQ(value("select count(*) from contributions.staged_line"), "0");
}

TEST_F(BookFile, TheSameFileTwiceBooksNothingTwice) {
  hear_enrolled("M-0001");
  const PartnerFile partner_file = file(line("R-1", "M-0001") + line("R-2", "M-9999") + "x\n");
  const auto first = book(partner_file);
  const auto again = book(partner_file);
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.matched, 1);
  EXPECT_EQ(again.refused, 1);
  EXPECT_EQ(value("select count(*) from contributions.receipt"), "2");
  EXPECT_EQ(events("ContributionReceived"), "1");
}

TEST_F(BookFile, AnotherFileWithTheSameReceiptsBooksNothingTwice) {
  hear_enrolled("M-0001");
  book(file(line("R-1", "M-0001")));
  const auto second = book(file(line("R-1", "M-0001") + line("R-2", "M-9999")));
  EXPECT_EQ(second.already_booked, 1);
  EXPECT_EQ(second.unmatched, 1);
  EXPECT_EQ(value("select count(*) from contributions.receipt"), "2");
}

TEST_F(BookFile, RefusesFilesThatAreNone) {
  const auto refused = [&](const PartnerFile& partner_file) {
    return in([&](db::Transaction& tx, const Occasion& now) {
             return stage_file(tx, now, partner_file);
           })
        .error()
        .code;
  };
  EXPECT_EQ(refused(file("")), "contribution_file_empty");
  EXPECT_EQ(refused(file("\n\n")), "contribution_file_empty");
  EXPECT_EQ(refused(file(line("R-1", "M-0001"), false)), "contribution_file_header");
  EXPECT_EQ(refused(file("", false)), "contribution_file_header");
  EXPECT_EQ(value("select count(*) from contributions.contribution_file"), "0");
}

TEST_F(BookFile, GoesOnWhereACrashLeftIt) {
  std::string lines;
  const int count = 2 * chunk_lines + 100;
  for (int i = 0; i < count; ++i) lines += line("R-" + std::to_string(i), "M-9999");
  const PartnerFile partner_file = file(lines);
  ASSERT_TRUE(in(
      [&](db::Transaction& tx, const Occasion& now) { return stage_file(tx, now, partner_file); }));
  in([&](db::Transaction& tx, const Occasion& now) { return book_chunk(tx, now, partner_file); });
  {
    // The crash: a second chunk is booked and never committed.
    db::Transaction tx{pool};
    book_chunk(tx, occasion(), partner_file);
  }
  EXPECT_EQ(value("select lines_done from contributions.contribution_file"),
            std::to_string(chunk_lines));
  EXPECT_EQ(value("select count(*) from contributions.receipt"), std::to_string(chunk_lines));

  const auto outcome = book(partner_file);
  EXPECT_TRUE(outcome.booked);
  EXPECT_EQ(outcome.unmatched, count);
  EXPECT_EQ(value("select count(*) from contributions.receipt"), std::to_string(count));
}

TEST_F(BookFile, JudgesAFileAsItJudgesOneReceipt) {
  hear_enrolled("M-0001");
  book(file(line("R-1", "M-0001")));
  const auto same = take(payment("M-0001", "R-1"));
  ASSERT_TRUE(same);
  EXPECT_FALSE(same->first_time);
}

}  // namespace
}  // namespace haven::contributions
