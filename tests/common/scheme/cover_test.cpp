#include "common/scheme/cover.hpp"

#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

using sample::day;

Registration paid(const char* on) {
  Registration registration;
  registration.scheme = "owwa";
  registration.paid = day(on);
  return registration;
}

CoverPeriod period(const char* starts, const char* ends) {
  return {day(starts), day(ends)};
}

CoverStatus standing(const std::vector<Registration>& registrations, const char* on) {
  Case facts;
  facts.registrations = registrations;
  return cover_on(*sample::philippines()->scheme("owwa"), facts, day(on)).status;
}

TEST(Cover, LastsTwoYearsFromThePaymentWithoutTheAnniversary) {
  EXPECT_EQ(cover_of(*sample::philippines(), paid("2022-03-10")),
            period("2022-03-10", "2024-03-09"));
}

TEST(Cover, EndsOnTheLastDayOfAShorterMonth) {
  EXPECT_EQ(cover_of(*sample::philippines(), paid("2024-02-29")),
            period("2024-02-29", "2026-02-27"));
}

TEST(Cover, TakesDatesThatAreGivenAndComputesNoTerm) {
  Registration given = paid("2022-03-10");
  given.starts = day("2022-04-01");
  given.ends = day("2022-06-30");
  EXPECT_EQ(cover_of(*sample::philippines(), given), period("2022-04-01", "2022-06-30"));
  given.ends.reset();
  EXPECT_EQ(cover_of(*sample::philippines(), given), period("2022-04-01", "2024-03-31"));
}

TEST(Cover, IsNothingWithoutADayToBeginWith) {
  Registration unpaid;
  unpaid.scheme = "owwa";
  EXPECT_EQ(cover_of(*sample::philippines(), unpaid), std::nullopt);
  unpaid.scheme = "agency";  // asks for no registration at all
  unpaid.paid = day("2022-03-10");
  EXPECT_EQ(cover_of(*sample::philippines(), unpaid), std::nullopt);
}

TEST(Cover, IncludesItsFirstAndItsLastDay) {
  const std::vector<Registration> one{paid("2022-03-10")};
  EXPECT_EQ(standing(one, "2022-03-09"), CoverStatus::not_started);
  EXPECT_EQ(standing(one, "2022-03-10"), CoverStatus::active);
  EXPECT_EQ(standing(one, "2024-03-09"), CoverStatus::active);
  EXPECT_EQ(standing(one, "2024-03-10"), CoverStatus::ended);
}

TEST(Cover, IsActiveWhereAnyOfSeveralIsAndEndedInTheGap) {
  const auto early = paid("2020-01-01"), late = paid("2023-01-01");
  for (const auto& both : {std::vector{early, late}, std::vector{late, early}}) {
    EXPECT_EQ(standing(both, "2021-12-31"), CoverStatus::active);
    EXPECT_EQ(standing(both, "2022-06-01"), CoverStatus::ended);
    EXPECT_EQ(standing(both, "2023-01-01"), CoverStatus::active);
  }
}

TEST(Cover, BelievesAStatedStatusOnlyWithoutDates) {
  Registration stated;
  stated.scheme = "owwa";
  for (const auto& [said, means] :
       std::map<std::string, CoverStatus>{{"active", CoverStatus::active},
                                          {"inactive", CoverStatus::ended},
                                          {"never", CoverStatus::not_member},
                                          {"", CoverStatus::not_started}}) {
    stated.status = said;
    EXPECT_EQ(standing({stated}, "2024-01-01"), means) << said;
  }
  Registration dated = paid("2020-01-01");
  dated.status = "active";
  EXPECT_EQ(standing({dated}, "2024-01-01"), CoverStatus::ended);
  EXPECT_EQ(standing({}, "2024-01-01"), CoverStatus::not_member);
}

}  // namespace
}  // namespace haven::scheme
