#include "services/enrolment/app/enrol_members.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/db/sql.hpp"
#include "haven/enrolment/v1/events.pb.h"
#include "services/enrolment/domain/number.hpp"
#include "services/enrolment/store/members.hpp"
#include "tests/enrolment/office.hpp"

namespace haven::enrolment {
namespace {

struct EnrolMembers : Office {};

TEST_F(EnrolMembers, WritesThePersonWholeAndSaysSo) {
  Candidate candidate = domestic_worker();
  candidate.registrations = {policy("2024-03-01", "2026-02-28")};
  const auto outcome = enrol(candidate);
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_TRUE(is_own_number(outcome->member.number, "owwa"));
  EXPECT_EQ(outcome->open_reviews.size(), 0U);

  db::Transaction tx{pool};
  const auto stored = store::find_member(tx, "owwa", outcome->member.id);
  ASSERT_TRUE(stored);
  const Particulars& who = stored->particulars;
  EXPECT_EQ(stored->version, 1);
  EXPECT_EQ(who.person.born, day("1988-04-12"));
  ASSERT_EQ(who.family.size(), 2U);
  EXPECT_EQ(who.family[1].facts.id, "child_a");
  EXPECT_EQ(who.family[1].name, "Relative child_a");
  EXPECT_EQ(who.nominees.size(), 2U);
  EXPECT_EQ(who.contract->salary, money(40000, "USD"));
  EXPECT_EQ(who.stay.departed, day("2024-03-01"));
  ASSERT_EQ(stored->covers.size(), 1U);
  EXPECT_EQ(stored->covers[0].starts, day("2024-03-01"));
  EXPECT_EQ(stored->covers[0].ends, day("2026-02-28"));
  EXPECT_EQ(events("MemberEnrolled"), "1");
  EXPECT_EQ(events("CoverStarted"), "1");
  EXPECT_EQ(value("select subject from bus.event limit 1"), outcome->member.id.text());
}

TEST_F(EnrolMembers, TheEventCarriesTheWholeRecord) {
  Candidate candidate = domestic_worker();
  candidate.registrations = {policy("2024-03-01", "2026-02-28")};
  const Member member = enrolled(candidate);
  db::Transaction tx{pool};
  db::Bytes payload;
  ASSERT_TRUE(db::run(tx,
                      "select payload from bus.event where type = "
                      "'haven.enrolment.v1.MemberEnrolled'",
                      db::into(payload)));
  v1::MemberEnrolled event;
  ASSERT_TRUE(event.ParseFromString(payload.data));
  EXPECT_EQ(event.member().number(), member.number);
  EXPECT_EQ(event.member().version(), 1);
  EXPECT_EQ(event.member().family_size(), 2);
  EXPECT_EQ(event.member().nominees_size(), 2);
  ASSERT_EQ(event.member().registrations_size(), 1);
  EXPECT_EQ(event.member().registrations(0).ends(), "2026-02-28");
  EXPECT_EQ(event.member().merged_into(), "");
}

TEST_F(EnrolMembers, RefusesADocumentThatProvesAMemberAlready) {
  const Member first = enrolled(domestic_worker("P1234567A"));
  Candidate again = domestic_worker("p-123 4567a");
  again.particulars.given_names = "Someone Else";
  const auto outcome = enrol(again);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::conflict);
  EXPECT_EQ(outcome.error().code, "document_already_enrolled");
  EXPECT_NE(outcome.error().detail.find(first.number), std::string::npos);
  EXPECT_EQ(value("select count(*) from enrolment.member"), "1");
  EXPECT_EQ(events("MemberEnrolled"), "1");
}

TEST_F(EnrolMembers, ADocumentOfAnotherCountryTypeOrFundIsAnother) {
  enrolled(domestic_worker());
  Candidate other_type = domestic_worker();
  other_type.document.type = "seaman_book";
  EXPECT_TRUE(enrol(other_type));
  Candidate other_country = domestic_worker();
  other_country.document.country = "NP";
  EXPECT_TRUE(enrol(other_country));
  EXPECT_TRUE(enrol(domestic_worker(), "slbfe"));
}

TEST_F(EnrolMembers, OpensAReviewForTheSameNameAndBirthDate) {
  const Member first = enrolled(domestic_worker("P0000001"));
  Candidate again = domestic_worker("P0000002");
  again.particulars.given_names = "MARIA-LUZ";
  const auto outcome = enrol(again);
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->open_reviews.size(), 1U);
  EXPECT_EQ(value("select other_id from enrolment.identity_review where state = 'open'"),
            first.id.text());

  Candidate born_later = domestic_worker("P0000003");
  born_later.particulars.person.born = day("1988-04-13");
  EXPECT_EQ(enrol(born_later)->open_reviews.size(), 0U);
  EXPECT_EQ(enrol(domestic_worker("P0000004"), "slbfe")->open_reviews.size(), 0U);
}

TEST_F(EnrolMembers, ABatchRefusesOneAndTakesTheOthers) {
  Candidate wrong = domestic_worker("P0000002");
  wrong.particulars.person.sex = "";
  const std::vector<Candidate> batch{domestic_worker("P0000001"), wrong,
                                     domestic_worker("P0000001"), domestic_worker("P0000003")};
  const auto outcomes = db::in_transaction(
      pool, [&](db::Transaction& tx) { return enrol_members(tx, occasion(), batch); });
  ASSERT_EQ(outcomes.size(), 4U);
  EXPECT_TRUE(outcomes[0]);
  EXPECT_EQ(outcomes[1].error().fields[0].pointer, "/sex");
  EXPECT_EQ(outcomes[2].error().code, "document_already_enrolled");
  EXPECT_TRUE(outcomes[3]);
  // The two of one name in the batch are compared once.
  EXPECT_EQ(value("select count(*) from enrolment.identity_review"), "1");
  EXPECT_EQ(value("select count(distinct number) from enrolment.member"), "2");
}

TEST_F(EnrolMembers, KeepsANumberThatTheFundGaveBefore) {
  Candidate candidate = domestic_worker("P0000001");
  candidate.number = "M-2011-00417";
  EXPECT_EQ(enrolled(candidate).number, "M-2011-00417");
  Candidate second = domestic_worker("P0000002");
  second.number = "M-2011-00417";
  EXPECT_EQ(enrol(second).error().code, "number_already_given");
}

TEST_F(EnrolMembers, RegistersOnlyWithSchemesThatOthersCollectFor) {
  Candidate candidate = domestic_worker();
  candidate.registrations = {policy("2024-03-01", "2026-02-28")};
  candidate.registrations[0].scheme = "owwa";
  EXPECT_EQ(enrol(candidate).error().fields[0].pointer, "/registrations/0/scheme");
  candidate.registrations[0].scheme = "unheard_of";
  EXPECT_EQ(enrol(candidate).error().fields[0].pointer, "/registrations/0/scheme");
  candidate.registrations[0].scheme = "oci";
  candidate.registrations[0].ends.reset();
  EXPECT_EQ(enrol(candidate).error().fields[0].pointer, "/registrations/0/starts");
  EXPECT_EQ(value("select count(*) from enrolment.member"), "0");
}

TEST_F(EnrolMembers, TwoDesksEnrolOneDocumentOnce) {
  for (int round = 0; round < 10; ++round) {
    const std::string passport = "P00000" + std::to_string(10 + round);
    std::atomic<int> enrolled_count{0}, refused_count{0};
    const auto desk = [&] {
      const auto outcome = enrol(domestic_worker(passport));
      ++(outcome ? enrolled_count : refused_count);
      EXPECT_EQ(outcome ? "" : outcome.error().code, outcome ? "" : "document_already_enrolled");
    };
    std::thread one{desk}, two{desk}, three{desk};
    one.join();
    two.join();
    three.join();
    EXPECT_EQ(enrolled_count, 1);
    EXPECT_EQ(refused_count, 2);
  }
}

TEST_F(EnrolMembers, TwoDesksThatEnrolOneNameAtOnceOpenAReview) {
  for (int round = 0; round < 10; ++round) {
    const auto desk = [&](const std::string& passport) {
      Candidate candidate = domestic_worker(passport);
      candidate.particulars.family_name = "Round " + std::to_string(round);
      EXPECT_TRUE(enrol(candidate));
    };
    std::thread one{desk, "A00000" + std::to_string(10 + round)};
    std::thread two{desk, "B00000" + std::to_string(10 + round)};
    one.join();
    two.join();
  }
  EXPECT_EQ(value("select count(*) from enrolment.identity_review"), "10");
}

}  // namespace
}  // namespace haven::enrolment
