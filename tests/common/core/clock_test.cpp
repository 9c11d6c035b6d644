#include "common/core/clock.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace haven {
namespace {

Date on(const char* text) {
  return *date_from(text);
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* text :
       {"2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "", "2024-01-01 ",
        "20240101", "1899-12-31", "2201-01-01", "2024-0a-01", "-024-01-01"}) {
    EXPECT_FALSE(date_from(text)) << text;
  }
  EXPECT_TRUE(date_from("2024-02-29"));
  EXPECT_TRUE(date_from("1900-01-01"));
  EXPECT_TRUE(date_from("2200-12-31"));
}

TEST(Date, AddsMonthsToTheSameDayOrTheLast) {
  EXPECT_EQ(text_of(add_months(on("2023-11-30"), 3)), "2024-02-29");
  EXPECT_EQ(text_of(add_months(on("2022-11-30"), 3)), "2023-02-28");
  EXPECT_EQ(text_of(add_months(on("2024-02-29"), 12)), "2025-02-28");
  EXPECT_EQ(text_of(add_months(on("2024-03-31"), -1)), "2024-02-29");
  EXPECT_EQ(text_of(add_months(on("2022-03-10"), 24)), "2024-03-10");
}

TEST(Date, CountsFullMonthsOfAPeriodWithBothDaysIn) {
  EXPECT_EQ(full_months(on("2017-04-04"), on("2017-07-07")), 3);
  EXPECT_EQ(full_months(on("2017-04-04"), on("2017-07-03")), 3);
  EXPECT_EQ(full_months(on("2017-04-04"), on("2017-07-02")), 2);
  EXPECT_EQ(full_months(on("2018-03-01"), on("2018-10-31")), 8);
  EXPECT_EQ(full_months(on("2022-05-01"), on("2024-04-30")), 24);
  EXPECT_EQ(full_months(on("2022-05-01"), on("2024-04-29")), 23);
  EXPECT_EQ(full_months(on("2022-05-01"), on("2022-04-01")), 0);
}

TEST(Date, CompletesAYearOnTheBirthday) {
  EXPECT_EQ(full_years(on("2003-05-14"), on("2024-05-13")), 20);
  EXPECT_EQ(full_years(on("2003-05-14"), on("2024-05-14")), 21);
  EXPECT_EQ(full_years(on("2004-02-29"), on("2023-02-27")), 18);
  EXPECT_EQ(full_years(on("2004-02-29"), on("2023-02-28")), 19);
  EXPECT_EQ(full_years(on("2024-02-29"), on("2024-01-01")), 0);
}

TEST(Instant, ReadsIsoAndWhatPostgreSqlWrites) {
  EXPECT_EQ(text_of(*instant_from("2024-06-20 02:00:00.5+00")), "2024-06-20T02:00:00.500000Z");
  EXPECT_EQ(text_of(*instant_from("2024-06-20T02:00:00Z")), "2024-06-20T02:00:00.000000Z");
  for (const char* text :
       {"2024-06-20", "2024-06-20T25:00:00Z", "2024-06-20T02:00:00+08:00", "2024-06-20T02:00:00"}) {
    EXPECT_FALSE(instant_from(text)) << text;
  }
}

TEST(Instant, BelongsToTheFundsLocalDay) {
  using std::chrono::minutes;
  const Instant late = *instant_from("2024-06-20T16:00:00Z");
  EXPECT_EQ(day_of(late, minutes{480}), on("2024-06-21"));
  EXPECT_EQ(day_of(late - std::chrono::microseconds{1}, minutes{480}), on("2024-06-20"));
  EXPECT_EQ(day_of(late, minutes{0}), on("2024-06-20"));
}

RC_GTEST_PROP(InstantProperty, TextReadsBack, ()) {
  const auto micros = *rc::gen::inRange<std::int64_t>(0, 7'000'000'000'000'000);
  const Instant instant{std::chrono::microseconds{micros}};
  RC_ASSERT(*instant_from(text_of(instant)) == instant);
}

}  // namespace
}  // namespace haven
