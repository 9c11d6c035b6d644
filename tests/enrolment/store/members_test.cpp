#include "services/enrolment/store/members.hpp"

#include <gtest/gtest.h>

#include "services/enrolment/store/enrolling.hpp"
#include "tests/enrolment/people.hpp"
#include "tests/support/database.hpp"

namespace haven::enrolment {
namespace {

scheme::Registration pension() {
  return {.scheme = "pravasi",
          .kind = "renewal",
          .channel = "direct",
          .registered = day("2012-03-01"),
          .paid = day("2012-03-02"),
          .premium_charged_to_worker = true,
          .term_months = 60,
          .plan = "plan_2",
          .sum = money(500'000'00, "INR"),
          .paid_months = {day("2023-04-01"), day("2023-06-01")},
          .last_paid = day("2023-06-15")};
}

Cover cover_of(const scheme::Registration& registration) {
  Cover cover;
  cover.id = CoverId{new_uuid(test::noon())};
  cover.registration_id = RegistrationId{new_uuid(test::noon())};
  cover.registration = registration;
  cover.starts = day("2012-03-01");
  cover.ends = day("2024-06-14");
  return cover;
}

/// One member on a database of its own, never committed.
struct MemberStore : testing::Test {
  test::Database database;
  db::Transaction tx{database.pool("haven_enrolment")};

  Member written(const Particulars& particulars, const std::vector<Cover>& covers = {}) {
    Member member;
    member.id = MemberId{new_uuid(test::noon())};
    member.number = "OWWA-000000001";
    member.particulars = particulars;
    member.covers = covers;
    const Document passport{"passport", "PH", "P1234567A"};
    store::insert_members(tx, "owwa", {{member, passport, "santos"}}, "registrar-1", test::noon());
    return member;
  }
  Member read(const MemberId& id) { return store::find_member(tx, "owwa", id).value(); }
};

TEST_F(MemberStore, KeepsWhatRulesAskOfARegistration) {
  const Member member =
      written(domestic_worker().particulars,
              {cover_of(pension()), cover_of(policy("2024-03-01", "2026-02-28"))});
  std::vector<scheme::Registration> registrations;
  for (const Cover& cover : read(member.id).covers) registrations.push_back(cover.registration);
  ASSERT_EQ(registrations.size(), 2U);
  const bool pension_first = registrations[0].scheme == "pravasi";
  EXPECT_EQ(registrations[pension_first ? 0 : 1], pension());
  EXPECT_EQ(registrations[pension_first ? 1 : 0], policy("2024-03-01", "2026-02-28"));
}

TEST_F(MemberStore, KeepsContractAndStay) {
  Particulars who = domestic_worker().particulars;
  who.contract->employer_paid_migration = true;
  who.contract->sponsor = "same";
  who.stay.home_leave = {day("2024-05-01"), day("2024-05-30")};
  Member member = written(who);
  EXPECT_EQ(read(member.id).particulars.contract, who.contract);
  EXPECT_EQ(read(member.id).particulars.stay, who.stay);

  member.particulars.stay.home_leave = {};
  member.particulars.contract->salary.reset();
  store::save_particulars(tx, member, true);
  EXPECT_EQ(read(member.id).particulars.stay, member.particulars.stay);
  EXPECT_EQ(read(member.id).particulars.contract, member.particulars.contract);
}

TEST_F(MemberStore, TellsRegistrationsApartByTheirDaysAndPaidMonths) {
  const Member member = written(domestic_worker().particulars, {cover_of(pension())});
  const auto is_there = [&](const scheme::Registration& registration) {
    return store::has_registration(tx, member.id, registration);
  };
  EXPECT_TRUE(is_there(pension()));
  scheme::Registration later = pension();
  later.last_paid = day("2023-07-15");
  EXPECT_FALSE(is_there(later));
  later = pension();
  later.paid_months.push_back(day("2023-07-01"));
  EXPECT_FALSE(is_there(later));
}

}  // namespace
}  // namespace haven::enrolment
