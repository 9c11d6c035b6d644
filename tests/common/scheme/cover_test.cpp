#include "common/scheme/cover.hpp"

#include "common/scheme/situation.hpp"
#include "tests/common/scheme/small_pack.hpp"

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

CoverOnDay standing_with(const PackPtr& pack, std::size_t scheme, const Case& facts) {
  const Situation situation{*pack, facts, fresh_evaluation()};
  CoverOnDay found = situation.covers[scheme];
  found.registration = nullptr;
  return found;
}

CoverStatus standing(const std::vector<Registration>& registrations, const char* on) {
  Case facts;
  facts.registrations = registrations;
  facts.incident.date = day(on);
  return standing_with(sample::philippines(), 1, facts).status;  // owwa
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

/// A scheme whose cover is counted by these rules; one registration that starts on 1 May 2023.
class CoverByRules : public ::testing::Test {
 protected:
  std::string on(const std::string& rules, const char* date) {
    facts.incident.date = day(date);
    const auto pack =
        sample::SmallPack{"cover: {starts: registration.starts, source: law, " + rules +
                          "}\nbenefits:\n" + sample::grant("amount: 'cover.starts.day'")}
            .load();
    return sample::outcome(pack, facts);
  }
  CoverByRules() { facts.registrations = {sample::registration("2023-05-01", "2024-04-30")}; }
  Case facts = sample::small_case();
};

TEST_F(CoverByRules, MayHaveNoEnd) {
  EXPECT_EQ(on("ends: 'null'", "2023-04-30"), "refuse cover_not_started");
  EXPECT_EQ(on("ends: 'null'", "2099-01-01"), "pay 1.00 USD");
  const auto pack =
      sample::SmallPack{
          "cover: {starts: registration.starts, ends: 'null', source: "
          "law}\nbenefits:\n" +
          sample::grant("amount: \"1\"")}
          .load();
  EXPECT_EQ(cover_of(*pack, facts.registrations[0]), (CoverPeriod{day("2023-05-01"), no_end}));
}

TEST_F(CoverByRules, MayRestOnItsOwnFirstDay) {
  const char* year = "ends: 'add_days(add_months(cover.starts, 12), -1)'";
  EXPECT_EQ(on(year, "2024-04-30"), "pay 1.00 USD");
  EXPECT_EQ(on(year, "2024-05-01"), "refuse cover_ended");
}

TEST_F(CoverByRules, MayBeExtended) {
  const char* extended =
      "ends: registration.ends, extended_to: 'if facts.declared then add_days(cover.ends, 90) else "
      "null'";
  EXPECT_EQ(on(extended, "2024-05-01"), "refuse cover_ended");
  facts.facts["declared"] = "true";
  EXPECT_EQ(on(extended, "2024-05-01"), "pay 1.00 USD");
  EXPECT_EQ(on(extended, "2024-07-29"), "pay 1.00 USD");
  EXPECT_EQ(on(extended, "2024-07-30"), "refuse cover_ended");
}

TEST_F(CoverByRules, CountsTheRegistrationThatStartsLastOfThoseThatCount) {
  facts.registrations.push_back(sample::registration("2023-05-07", "2024-04-30"));
  EXPECT_EQ(on("ends: registration.ends", "2023-06-01"), "pay 7.00 USD");
  std::swap(facts.registrations[0], facts.registrations[1]);
  EXPECT_EQ(on("ends: registration.ends", "2023-06-01"), "pay 7.00 USD");
  EXPECT_EQ(on("ends: registration.ends", "2023-05-06"), "pay 1.00 USD");
}

}  // namespace
}  // namespace haven::scheme
