#include "common/scheme/clock.hpp"

#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

TEST(WorkingDays, AreMondayToFridayFromTheNextDayOn) {
  EXPECT_EQ(add_working_days(day("2024-03-01"), 1, {}), day("2024-03-04"));  // Friday
  EXPECT_EQ(add_working_days(day("2024-03-02"), 1, {}), day("2024-03-04"));  // Saturday
  EXPECT_EQ(add_working_days(day("2024-03-03"), 1, {}), day("2024-03-04"));  // Sunday
  EXPECT_EQ(add_working_days(day("2024-03-01"), 5, {}), day("2024-03-08"));
  EXPECT_EQ(add_working_days(day("2024-03-01"), 10, {}), day("2024-03-15"));
}

TEST(WorkingDays, AreThoseOfTheCalendar) {
  Calendar gulf;
  gulf.is_weekend = {false, false, false, false, false, true, true};
  EXPECT_EQ(add_working_days(day("2024-03-07"), 1, gulf), day("2024-03-10"));  // Thursday
  gulf.holidays = {day("2024-03-10"), day("2024-03-12")};
  EXPECT_EQ(add_working_days(day("2024-03-07"), 1, gulf), day("2024-03-11"));
  EXPECT_EQ(add_working_days(day("2024-03-07"), 2, gulf), day("2024-03-13"));
}

class Clock : public ::testing::Test {
 protected:
  /// The last day of the grant's settlement, or "none".
  std::string due(const std::string& clock, const std::string& benefit = "") {
    SmallPack small{"clock: {source: law, " + clock + "}\nbenefits:\n" +
                    grant("amount: \"60\"", benefit)};
    small.pack =
        "calendars: {gulf: {weekend: [friday, saturday], holidays: [2024-05-05], source: law}}\n";
    const Decision decision = decide(small.load(), facts);
    return decision.due.empty() ? "none" : text_of(decision.due[0].date);
  }
  Clock() { facts.papers_complete = day("2024-05-03"); }  // a Friday
  Case facts = small_case();
};

TEST_F(Clock, CountsCalendarDaysFromTheNextDayOn) {
  EXPECT_EQ(due("days: 10, from: papers_complete"), "2024-05-13");
  EXPECT_EQ(due("days: 10, counts: calendar, from: papers_complete"), "2024-05-13");
  EXPECT_EQ(due("days: 5 + 1, from: incident.date"), "2024-05-07");
}
TEST_F(Clock, CountsWorkingDaysOfItsCalendar) {
  EXPECT_EQ(due("days: 2, counts: working, from: papers_complete"), "2024-05-07");
  EXPECT_EQ(due("days: 2, counts: working, from: papers_complete, calendar: gulf"), "2024-05-07");
  EXPECT_EQ(due("days: 1, counts: working, from: papers_complete, calendar: gulf"), "2024-05-06");
  EXPECT_EQ(due("days: 1, counts: working, from: papers_complete"), "2024-05-06");
}
TEST_F(Clock, CountsAsTheCaseSays) {
  const std::string clock = "days: 2, counts: facts.note, from: papers_complete";
  EXPECT_EQ(due(clock), "2024-05-05");
  facts.facts["note"] = "working";
  EXPECT_EQ(due(clock), "2024-05-07");
}
TEST_F(Clock, StandsStillDuringPauses) {
  const std::string clock = "days: 3, from: papers_complete, stops_while: pauses";
  EXPECT_EQ(due(clock), "2024-05-06");
  facts.pauses = {{day("2024-05-06"), day("2024-05-07")}};
  EXPECT_EQ(due(clock), "2024-05-08");
  facts.pauses = {{day("2024-05-07"), day("2024-05-09")}};
  EXPECT_EQ(due(clock), "2024-05-06");
  facts.pauses = {{day("2024-05-05"), {}}};  // it lasts
  EXPECT_EQ(due(clock), "none");
}
TEST_F(Clock, DoesNotRunWithoutItsFirstDay) {
  EXPECT_EQ(due("days: 3, from: award.notified"), "none");
  EXPECT_EQ(due("days: facts.days, from: papers_complete"), "none");
}
TEST_F(Clock, RunsForWhatIsOwedUnlessItSaysOtherwise) {
  facts.history = {payment("2024-05-02", 60'00)};
  EXPECT_EQ(due("days: 3, from: papers_complete"), "none");
  EXPECT_EQ(due("days: 3, from: papers_complete, whatever_is_owed: true"), "2024-05-06");
}
TEST_F(Clock, OfTheBenefitComesBeforeThatOfTheScheme) {
  EXPECT_EQ(due("days: 3, from: papers_complete",
                "    clock: {days: 4, from: papers_complete, source: law}\n"),
            "2024-05-07");
}

}  // namespace
}  // namespace haven::scheme
