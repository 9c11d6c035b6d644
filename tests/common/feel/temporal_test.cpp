#include "common/feel/temporal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "common/feel/arithmetic.hpp"

namespace haven::feel {
namespace {

/// What a text means, written again; "nothing" when it means nothing.
std::string read(std::string_view text) {
  Arena arena;
  const Value value = temporal_from(text, arena);
  return value.is_null() ? "nothing" : text_of(value);
}

CalendarDay day(std::string_view text) {
  return date_from(text).value();
}

std::int32_t offset(std::string_view moment) {
  return offset_of(date_time_from(moment).value()).value();
}

CalendarDay some_day() {
  return *day_from_number(*rc::gen::inRange<std::int64_t>(-365'000'000'000, 365'000'000'000));
}

TEST(Calendar, KnowsLeapYears) {
  EXPECT_EQ(read("2024-02-29"), "2024-02-29");
  EXPECT_EQ(read("2023-02-29"), "nothing");
  EXPECT_EQ(read("2000-02-29"), "2000-02-29");
  EXPECT_EQ(read("1900-02-29"), "nothing");
  EXPECT_EQ(read("2024-02-30"), "nothing");
  EXPECT_EQ(read("2024-04-31"), "nothing");
}

TEST(Calendar, HasYearsOfFourToNineDigits) {
  EXPECT_EQ(read("999999999-12-31"), "999999999-12-31");
  EXPECT_EQ(read("-999999999-01-01"), "-999999999-01-01");
  EXPECT_EQ(read("1000000000-01-01"), "nothing");
  EXPECT_EQ(read("0001-01-01"), "0001-01-01");
  EXPECT_EQ(read("-0004-02-29"), "-0004-02-29");
  EXPECT_EQ(read("02024-01-01"), "nothing");
  EXPECT_EQ(read("998-12-31"), "nothing");
  EXPECT_EQ(read("+2024-01-01"), "nothing");
}

TEST(Calendar, ReadsDatesOnlyInFull) {
  for (const char* text : {"", "2024", "2024-1-01", "2024-01-1", "2024-01-01 ", "2024-13-01",
                           "2024-00-01", "2024-01-00", "2024-01-32", "2024/01/01", "20240101"})
    EXPECT_EQ(read(text), "nothing") << text;
}

TEST(Calendar, CountsDaysFrom1970) {
  EXPECT_EQ(day_number(day("1970-01-01")), 0);
  EXPECT_EQ(day_number(day("1969-12-31")), -1);
  EXPECT_EQ(day_number(day("2000-03-01")), 11'017);
  EXPECT_EQ(day_number(day("0001-01-01")), -719'162);
  EXPECT_EQ(day_from_number(day_number(day("999999999-12-31")) + 1), std::nullopt);
  EXPECT_EQ(day_from_number(day_number(day("-999999999-01-01")) - 1), std::nullopt);
}

TEST(Calendar, AddsMonthsAndKeepsToTheLastDay) {
  EXPECT_EQ(add_months(day("2024-01-31"), 1), day("2024-02-29"));
  EXPECT_EQ(add_months(day("2023-01-31"), 1), day("2023-02-28"));
  EXPECT_EQ(add_months(day("2024-02-29"), -12), day("2023-02-28"));
  EXPECT_EQ(add_months(day("2024-01-15"), -1), day("2023-12-15"));
  EXPECT_EQ(add_months(day("999999999-12-31"), 1), std::nullopt);
  EXPECT_EQ(add_months(day("2024-01-01"), INT64_MAX), std::nullopt);
}

TEST(Calendar, KnowsWeekdaysAndWeeks) {
  EXPECT_EQ(weekday_of(day("1970-01-01")), 4);
  EXPECT_EQ(weekday_of(day("2018-12-10")), 1);
  EXPECT_EQ(weekday_of(day("-0001-12-26")), 7);
  EXPECT_EQ(week_of_year(day("2005-01-01")), 53);
  EXPECT_EQ(week_of_year(day("2005-01-03")), 1);
  EXPECT_EQ(week_of_year(day("2008-12-29")), 1);
  EXPECT_EQ(week_of_year(day("2009-12-31")), 53);
  EXPECT_EQ(day_of_year(day("2020-12-31")), 366);
  EXPECT_EQ(day_of_year(day("2019-03-01")), 60);
}

TEST(TimeOfDay, IsReadWithFractionAndOffset) {
  EXPECT_EQ(read("11:22:33.123456789"), "11:22:33.123456789");
  EXPECT_EQ(read("11:22:33.10"), "11:22:33.1");
  EXPECT_EQ(read("11:22:33-00:00"), "11:22:33Z");
  EXPECT_EQ(read("11:22:33+05:30"), "11:22:33+05:30");
  EXPECT_EQ(read("11:22:33-02:45:55"), "11:22:33-02:45:55");
  EXPECT_EQ(read("11:22:33@Europe/Paris"), "11:22:33@Europe/Paris");
  EXPECT_EQ(read("24:00:00"), "00:00:00");
}

TEST(TimeOfDay, IsRefusedBeyondTheClock) {
  for (const char* text :
       {"24:00:01", "24:00:00.1", "25:00:00", "23:60:00", "23:59:60", "7:00:00", "07:00", "07:00:0",
        "07:00:00.", "07:00:00+5:00", "07:00:00+19:00", "07:00:00+14:01",
        "07:00:00+02:00@Europe/Paris", "07:00:00@", "07:00:00@Nowhere/City",
        "07:00:00@../../../etc/localtime", "07:00:00@/etc/localtime", "07:00:00Z "})
    EXPECT_EQ(read(text), "nothing") << text;
  EXPECT_EQ(read("07:00:00+14:00"), "07:00:00+14:00");
  EXPECT_EQ(read("07:00:00z"), "07:00:00Z");
}

TEST(DateTime, BeginsTheNextDayAtTwentyFourHours) {
  EXPECT_EQ(read("2024-12-31T24:00:00"), "2025-01-01T00:00:00");
  EXPECT_EQ(read("2024-12-31T23:59:59.999999999"), "2024-12-31T23:59:59.999999999");
  EXPECT_EQ(read("999999999-12-31T24:00:00"), "nothing");
  EXPECT_EQ(read("2024-12-31t10:00:00"), "nothing");
  EXPECT_EQ(read("2024-12-31T"), "nothing");
}

TEST(Zone, ChangesItsOffsetWithTheSeason) {
  EXPECT_EQ(offset("2024-03-31T01:59:59@Europe/Paris"), 3600);
  EXPECT_EQ(offset("2024-03-31T03:00:00@Europe/Paris"), 7200);
  // An hour that is skipped counts as before, one that is there twice as the first.
  EXPECT_EQ(offset("2024-03-31T02:30:00@Europe/Paris"), 3600);
  EXPECT_EQ(offset("2024-10-27T02:30:00@Europe/Paris"), 7200);
  EXPECT_EQ(offset("2024-10-27T03:00:00@Europe/Paris"), 3600);
}

TEST(Zone, KeepsItsRulesInYearsThatTheDatabaseDoesNotList) {
  for (const char* year : {"2036", "2037", "2050", "2099", "2100", "2400", "999999999"}) {
    EXPECT_EQ(offset(std::string(year) + "-07-01T12:00:00@Europe/Paris"), 7200) << year;
    EXPECT_EQ(offset(std::string(year) + "-01-01T12:00:00@Europe/Paris"), 3600) << year;
  }
  EXPECT_EQ(offset("-2021-01-01T10:00:00@Asia/Kathmandu"),
            offset("1800-01-01T10:00:00@Asia/Kathmandu"));
}

TEST(Duration, IsReadInAllItsForms) {
  EXPECT_EQ(read("P1DT2H3M4.5S"), "P1DT2H3M4.5S");
  EXPECT_EQ(read("-PT0.000000001S"), "-PT0.000000001S");
  EXPECT_EQ(read("PT1000M"), "PT16H40M");
  EXPECT_EQ(read("PT0.S"), "PT0S");
  EXPECT_EQ(read("-P0D"), "PT0S");
  EXPECT_EQ(read("P1Y27M"), "P3Y3M");
  EXPECT_EQ(read("-P100M"), "-P8Y4M");
  EXPECT_EQ(read("P0Y"), "P0M");
}

TEST(Duration, IsRefusedInAnyOther) {
  for (const char* text : {"P",
                           "-P",
                           "PT",
                           "P1",
                           "P0",
                           "1D",
                           "P1H",
                           "P1S",
                           "PT1D",
                           "P1DT",
                           "P1Y1D",
                           "P1M1Y",
                           "PT1S1M",
                           "P1D1D",
                           "P-1D",
                           "+P1D",
                           "P1.5D",
                           "PT1.5H",
                           "PT.5S",
                           "p1d",
                           "P1D ",
                           "P99999999999999999999Y",
                           "P99999999999999999D"})
    EXPECT_EQ(read(text), "nothing") << text;
}

// ---- arithmetic --------------------------------------------------------------------------------

struct OperatorCase {
  const char* a;
  char operation;
  const char *b, *result;
};

Value operand(std::string_view text, Arena& arena) {
  if (const auto number = Number::parse(text)) return Value::of(*number);
  return temporal_from(text, arena);
}

std::string calculated(const OperatorCase& test) {
  Evaluation evaluation;
  const Value a = operand(test.a, evaluation.arena), b = operand(test.b, evaluation.arena);
  switch (test.operation) {
    case '+':
      return text_of(sum(evaluation, a, b));
    case '-':
      return text_of(difference(evaluation, a, b));
    case '*':
      return text_of(product(evaluation, a, b));
    default:
      return text_of(quotient(evaluation, a, b));
  }
}

class TemporalArithmetic : public testing::TestWithParam<OperatorCase> {};

TEST_P(TemporalArithmetic, GivesTheResult) {
  const OperatorCase& test = GetParam();
  EXPECT_EQ(calculated(test), test.result) << test.a << test.operation << test.b;
}

INSTANTIATE_TEST_SUITE_P(Sums, TemporalArithmetic,
                         testing::Values(OperatorCase{"2021-01-01", '+', "PT36H", "2021-01-02"},
                                         OperatorCase{"PT48H", '+', "2021-01-01", "2021-01-03"},
                                         OperatorCase{"2021-01-02", '-', "PT1S", "2021-01-01"},
                                         OperatorCase{"2021-01-02", '-', "-PT1S", "2021-01-02"},
                                         OperatorCase{"2024-01-31", '+', "P1M", "2024-02-29"},
                                         OperatorCase{"2024-03-30T12:00:00@Europe/Paris", '+',
                                                      "P1D", "2024-03-31T13:00:00@Europe/Paris"},
                                         OperatorCase{"2024-03-30T12:00:00@Europe/Paris", '+',
                                                      "P1M", "2024-04-30T12:00:00@Europe/Paris"},
                                         OperatorCase{"999999999-12-31", '+', "P1D", "null"},
                                         OperatorCase{"999999999-12-31T23:59:59", '+', "PT1S",
                                                      "null"},
                                         OperatorCase{"23:30:00", '+', "PT1H", "00:30:00"},
                                         OperatorCase{"00:30:00Z", '-', "PT1H", "23:30:00Z"},
                                         OperatorCase{"10:00:00", '+', "P1M", "null"},
                                         OperatorCase{"P1D", '+', "P1M", "null"},
                                         OperatorCase{"P1Y", '+', "-P2M", "P10M"},
                                         OperatorCase{"P1D", '-', "PT2H", "PT22H"},
                                         OperatorCase{"P1D", '-', "2021-01-01", "null"}));

INSTANTIATE_TEST_SUITE_P(
    Differences, TemporalArithmetic,
    testing::Values(OperatorCase{"2021-01-02", '-', "1995-01-01", "P9498D"},
                    OperatorCase{"2021-01-02", '-', "2021-01-01T10:10:10+11:00", "P1DT49M50S"},
                    OperatorCase{"2021-01-02", '-', "2021-01-01T10:10:10", "null"},
                    OperatorCase{"2021-01-02T10:10:10@Europe/Paris", '-',
                                 "2021-01-01T10:10:10@Asia/Dhaka", "P1DT5H"},
                    OperatorCase{"2021-01-02T10:10:10+02:00", '-', "2021-01-01T10:10:10", "null"},
                    OperatorCase{"10:00:00Z", '-', "11:00:00+02:00", "PT1H"},
                    OperatorCase{"10:00:00", '-', "11:00:00Z", "null"}));

INSTANTIATE_TEST_SUITE_P(Products, TemporalArithmetic,
                         testing::Values(OperatorCase{"1.5", '*', "P4DT1H", "P6DT1H30M"},
                                         OperatorCase{"P1Y11M", '*', "-2.5", "-P4Y9M"},
                                         OperatorCase{"PT0.000000001S", '*', "0.5", "PT0S"},
                                         OperatorCase{"P10DT23H", '/', "2.5", "P4DT9H12M"},
                                         OperatorCase{"P10Y11M", '/', "2.5", "P4Y4M"},
                                         OperatorCase{"P10D", '/', "P5D", "2"},
                                         OperatorCase{"P10Y", '/', "P5M", "24"},
                                         OperatorCase{"P10D", '/', "P0D", "null"},
                                         OperatorCase{"P10D", '/', "0", "null"},
                                         OperatorCase{"P10D", '/', "P1Y", "null"},
                                         OperatorCase{"P1D", '*', "P1D", "null"},
                                         OperatorCase{"P1D", '*', "1e30", "null"},
                                         OperatorCase{"P1Y", '*', "1e30", "null"},
                                         OperatorCase{"1", '/', "P1D", "null"}));

TEST(Property, IsTakenFromTheLocalTime) {
  Evaluation evaluation;
  const auto property = [&](std::string_view of, std::string_view name) {
    return text_of(property_of(evaluation, temporal_from(of, evaluation.arena), name));
  };
  EXPECT_EQ(property("2018-12-10T10:30:01.9+05:00", "weekday"), "1");
  EXPECT_EQ(property("2018-12-10T10:30:01.9+05:00", "second"), "1.9");
  EXPECT_EQ(property("2018-12-10T10:30:01+05:00", "time offset"), "PT5H");
  EXPECT_EQ(property("2018-12-10T10:30:01", "time offset"), "null");
  EXPECT_EQ(property("2018-07-10T10:30:01@Europe/Paris", "time offset"), "PT2H");
  EXPECT_EQ(property("10:30:01@Etc/UTC", "timezone"), "Etc/UTC");
  EXPECT_EQ(property("10:30:01Z", "timezone"), "null");
  EXPECT_EQ(property("-P1Y2M", "years"), "-1");
  EXPECT_EQ(property("-P1Y2M", "months"), "-2");
  EXPECT_EQ(property("-P1DT2H3M4.5S", "seconds"), "-4.5");
  EXPECT_EQ(property("P1Y", "days"), "null");
  EXPECT_EQ(property("2018-12-10", "hour"), "null");
}

// ---- what holds for all ------------------------------------------------------------------------

RC_GTEST_PROP(CalendarProperties, DaysAndNumbersAreOneToOne, ()) {
  const CalendarDay day = some_day();
  RC_ASSERT(day_from_number(day_number(day)) == day);
  RC_ASSERT(day_of(day.year, day.month, day.day) == day);
}

RC_GTEST_PROP(CalendarProperties, ADayIsReadAsItIsWritten, ()) {
  const CalendarDay day = some_day();
  RC_ASSERT(date_from(text_of(day)) == day);
}

RC_GTEST_PROP(CalendarProperties, TheNextDayIsGreaterAndHasTheNextWeekday, ()) {
  const CalendarDay day = some_day();
  const CalendarDay next = *day_from_number(day_number(day) + 1);
  RC_ASSERT(next > day);
  RC_ASSERT(weekday_of(next) == weekday_of(day) % 7 + 1);
}

RC_GTEST_PROP(CalendarProperties, WeeksGoFromOneToFiftyThree, ()) {
  const CalendarDay day = some_day();
  const int week = week_of_year(day);
  RC_ASSERT(week >= 1 && week <= 53);
  RC_ASSERT(week_of_year(*day_from_number(day_number(day) - weekday_of(day) + 1)) == week);
}

RC_GTEST_PROP(TemporalProperties, AMomentMovesThereAndBack, ()) {
  Evaluation evaluation;
  const Zone zone{Zone::Kind::named, 0, zone_named("Europe/Paris")};
  const DateTime moment{*day_from_number(*rc::gen::inRange<std::int64_t>(-40'000, 40'000)),
                        {*rc::gen::inRange<std::int64_t>(0, 86'400'000'000'000), zone}};
  const Value from = Value::of(moment, evaluation.arena);
  const Value by = Value::days_duration(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000));
  const Value there = sum(evaluation, from, by);
  RC_ASSERT(equal(difference(evaluation, there, from), by) == Truth::yes);
  RC_ASSERT(compare(difference(evaluation, there, by), from) == 0);
}

RC_GTEST_PROP(TemporalProperties, DurationsAreReadAsTheyAreWritten, ()) {
  const auto seconds = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
  const auto nanos = *rc::gen::inRange<std::int32_t>(0, 1'000'000'000);
  const Value days = Value::days_duration(seconds, seconds < 0 ? -nanos : nanos);
  RC_ASSERT(equal(duration_from(text_of(days)), days) == Truth::yes);
  const Value months = Value::months_duration(seconds);
  RC_ASSERT(equal(duration_from(text_of(months)), months) == Truth::yes);
}

}  // namespace
}  // namespace haven::feel
