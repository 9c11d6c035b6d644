#include "services/disbursement/domain/unclaimed.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

using std::chrono::days;

const Date today = *date_from("2034-06-20");

PaymentPolicy policy() {
  PaymentPolicy policy;
  policy.trace_every_days = 90;
  policy.unclaimed_ends_after_years = 10;
  return policy;
}

Unclaimed record() {
  Unclaimed one;
  one.since = *date_from("2024-06-20");
  return one;
}

Trace trace(int days_ago, const std::string& outcome = "not_found") {
  return {"", "letter", outcome, "", "ines", today - days{days_ago}};
}
// One in each of the last three periods.
std::vector<Trace> full_run() {
  return {trace(200), trace(100), trace(10)};
}

TEST(Unclaimed, EndsOnItsTenthAnniversaryAndNotTheDayBefore) {
  EXPECT_TRUE(may_end(record(), full_run(), policy(), today));
  Unclaimed younger = record();
  younger.since += days{1};
  const auto refused = may_end(younger, full_run(), policy(), today);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "unclaimed_cannot_end_yet");
}

TEST(Unclaimed, EndsOnlyAfterAnAttemptInEachOfTheLastThreePeriods) {
  for (std::size_t missing = 0; missing < 3; ++missing) {
    auto traces = full_run();
    traces.erase(traces.begin() + static_cast<std::ptrdiff_t>(missing));
    EXPECT_FALSE(may_end(record(), traces, policy(), today)) << missing;
  }
  EXPECT_FALSE(may_end(record(), {}, policy(), today));
}

TEST(Unclaimed, APeriodHasItsLastDayAndNotTheDayBeforeItsFirst) {
  EXPECT_TRUE(may_end(record(), {trace(269), trace(179), trace(89)}, policy(), today));
  EXPECT_TRUE(may_end(record(), {trace(180), trace(90), trace(0)}, policy(), today));
  EXPECT_FALSE(may_end(record(), {trace(270), trace(100), trace(10)}, policy(), today));
}

TEST(Unclaimed, DoesNotEndWhenTheLastAttemptFoundThePayee) {
  auto traces = full_run();
  traces.back().outcome = "found";
  EXPECT_FALSE(may_end(record(), traces, policy(), today));
  traces.push_back(trace(5, "no_answer"));
  EXPECT_TRUE(may_end(record(), traces, policy(), today));
}

TEST(Unclaimed, TheEndIsAgreedByAnotherPersonThanAsked) {
  Unclaimed one = record();
  EXPECT_EQ(may_agree_to_end(one, "ana").error().code, "end_not_asked");
  one.end_asked_by = "carl";
  EXPECT_EQ(may_agree_to_end(one, "carl").error().code, "end_is_agreed_by_another_person");
  EXPECT_TRUE(may_agree_to_end(one, "ana"));
}

TEST(Unclaimed, WhoComesAfterTheEndIsToldWhereToGo) {
  Unclaimed one = record();
  one.state = UnclaimedState::ended;
  one.ended_to = "treasury";
  EXPECT_NE(is_still_unclaimed(one).error().detail.find("treasury"), std::string::npos);
  one.ended_to = "fund";
  EXPECT_NE(is_still_unclaimed(one).error().detail.find("reopen the claim"), std::string::npos);
  one.state = UnclaimedState::found;
  EXPECT_EQ(is_still_unclaimed(one).error().code, "unclaimed_is_found");
}

TEST(Unclaimed, AgesInWholeYears) {
  const auto age = [](const char* since) { return name_of(age_band_of(*date_from(since), today)); };
  EXPECT_EQ(age("2033-06-21"), "up_to_1_year");
  EXPECT_EQ(age("2033-06-20"), "from_1_to_5_years");
  EXPECT_EQ(age("2029-06-21"), "from_1_to_5_years");
  EXPECT_EQ(age("2029-06-20"), "from_5_to_10_years");
  EXPECT_EQ(age("2024-06-21"), "from_5_to_10_years");
  EXPECT_EQ(age("2024-06-20"), "over_10_years");
}

}  // namespace
}  // namespace haven::disbursement
