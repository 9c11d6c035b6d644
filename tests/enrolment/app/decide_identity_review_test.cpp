#include "services/enrolment/app/decide_identity_review.hpp"

#include <gtest/gtest.h>

#include "common/core/hash.hpp"
#include "haven/enrolment/v1/events.pb.h"
#include "services/enrolment/app/add_registration.hpp"
#include "services/enrolment/app/change_member.hpp"
#include "services/enrolment/store/members.hpp"
#include "tests/enrolment/office.hpp"

namespace haven::enrolment {
namespace {

struct DecideReview : Office {
  // Records of one name and birth date, each proved by a paper of its own.
  Member record(const std::string& passport) {
    Candidate candidate = domestic_worker(passport);
    candidate.registrations = {policy("2024-03-01", "2026-02-28")};
    return enrolled(candidate);
  }
  std::string review_of(const Member& a, const Member& b) {
    return value(
        "select review_id from enrolment.identity_review where least(member_id, other_id) "
        "= least('" +
        a.id.text() + "', '" + b.id.text() +
        "'::uuid) and "
        "greatest(member_id, other_id) = greatest('" +
        a.id.text() + "', '" + b.id.text() + "'::uuid)");
  }
  Result<std::optional<Member>> rule(const std::string& review, std::optional<MemberId> keep) {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return decide_identity_review(tx, occasion(), {review, keep, "checked both passports"});
    });
  }
  std::string state_of(const Member& member) {
    return value(
        "select state || coalesce(' into ' || merged_into, '') from enrolment.member "
        "where member_id = '" +
        member.id.text() + "'");
  }
};

TEST_F(DecideReview, TwoPeopleStayTwo) {
  const Member a = record("P0000001"), b = record("P0000002");
  const auto outcome = rule(review_of(a, b), {});
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(*outcome);
  EXPECT_EQ(value("select state from enrolment.identity_review"), "distinct");
  EXPECT_EQ(state_of(a), "active");
  EXPECT_EQ(rule(review_of(a, b), a.id).error().code, "review_already_decided");
}

// What the newest event about a member says of the doubt.
bool told_doubt(test::Database& database, const Member& member) {
  const std::string hex = test::value(
      database,
      "select encode(payload, 'hex') from bus.event where subject = '" + member.id.text() +
          "' and type = 'haven.enrolment.v1.FamilyChanged' order by position desc limit 1");
  v1::FamilyChanged event;
  EXPECT_TRUE(event.ParseFromString(from_hex(hex)));
  return event.member().identity_in_review();
}

TEST_F(DecideReview, TheDoubtIsToldOfTheEarlierRecordToo) {
  const Member a = record("P0000001"), b = record("P0000002");
  EXPECT_TRUE(told_doubt(database, a));
  EXPECT_TRUE(b.identity_in_review);
}

TEST_F(DecideReview, TheEndOfTheDoubtIsToldOfBoth) {
  const Member a = record("P0000001"), b = record("P0000002");
  ASSERT_TRUE(rule(review_of(a, b), {}));
  EXPECT_FALSE(told_doubt(database, a));
  EXPECT_FALSE(told_doubt(database, b));
}

TEST_F(DecideReview, OneDoubtOfTwoEndsNoDoubt) {
  const Member a = record("P0000001"), b = record("P0000002");
  record("P0000003");
  ASSERT_TRUE(rule(review_of(a, b), {}));
  EXPECT_TRUE(told_doubt(database, a));
  EXPECT_TRUE(told_doubt(database, b));
}

TEST_F(DecideReview, OnePersonKeepsEverythingUnderOneRecord) {
  const Member a = record("P0000001"), b = record("P0000002");
  const auto outcome = rule(review_of(a, b), a.id);
  ASSERT_TRUE(outcome) << outcome.error().detail;
  const Member& kept = **outcome;
  EXPECT_EQ(kept.id, a.id);
  EXPECT_EQ(kept.version, 3);  // enrolled, doubted, merged
  EXPECT_EQ(kept.covers.size(), 2U);
  EXPECT_EQ(kept.particulars.family.size(), 2U);  // the same husband and child
  EXPECT_EQ(state_of(b), "merged into " + a.id.text());
  EXPECT_EQ(
      value("select count(*) from enrolment.document where member_id = '" + a.id.text() + "'"),
      "2");
  EXPECT_EQ(events("MembersMerged"), "1");
  EXPECT_EQ(value("select count(*) from bus.event where subject = '" + b.id.text() +
                  "' and type = 'haven.enrolment.v1.FamilyChanged'"),
            "1");
}

TEST_F(DecideReview, TheHistoryHoldsBothRecordsAsTheyWere) {
  const Member a = record("P0000001"), b = record("P0000002");
  ASSERT_TRUE(rule(review_of(a, b), a.id));
  EXPECT_EQ(value("select merged_record->>'number' from enrolment.member_merge"), b.number);
  EXPECT_EQ(value("select jsonb_array_length(merged_record->'family') from enrolment.member_merge"),
            "2");
  EXPECT_EQ(value("select kept_record->>'number' from enrolment.member_merge"), a.number);
  EXPECT_EQ(value("select reason || ' by ' || decided_by from enrolment.member_merge"),
            "checked both passports by registrar-1");
}

TEST_F(DecideReview, AMergedRecordRefusesChangesAndNamesTheKeptOne) {
  const Member a = record("P0000001"), b = record("P0000002");
  ASSERT_TRUE(rule(review_of(a, b), a.id));
  db::Transaction tx{pool};
  MemberChange single;
  single.married = false;
  const auto changed_record = change_member(tx, occasion(), {b.id, 2, single});
  ASSERT_FALSE(changed_record);
  EXPECT_EQ(changed_record.error().code, "member_merged");
  EXPECT_NE(changed_record.error().detail.find(a.number), std::string::npos);
  EXPECT_EQ(
      add_registration(tx, occasion(), {b.id, policy("2026-03-01", "2028-02-29")}).error().code,
      "member_merged");
}

TEST_F(DecideReview, ItsOldPassportNowProvesTheKeptRecord) {
  const Member a = record("P0000001"), b = record("P0000002");
  ASSERT_TRUE(rule(review_of(a, b), a.id));
  const auto again = enrol(domestic_worker("P0000002"));
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().detail.find(a.number), std::string::npos);
}

TEST_F(DecideReview, LaterMergesLeaveNoChain) {
  const Member a = record("P0000001"), b = record("P0000002"), c = record("P0000003");
  ASSERT_TRUE(rule(review_of(a, b), a.id));  // b into a
  const std::string a_and_c = review_of(a, c);
  ASSERT_TRUE(rule(a_and_c, c.id));  // a into c: b must follow
  EXPECT_EQ(state_of(a), "merged into " + c.id.text());
  EXPECT_EQ(state_of(b), "merged into " + c.id.text());
  EXPECT_EQ(state_of(c), "active");
  db::Transaction tx{pool};
  EXPECT_EQ(store::find_member(tx, "owwa", c.id)->covers.size(), 3U);
  // Enrolled, doubted because of c, merged into a, pointed to c.
  EXPECT_EQ(store::find_member(tx, "owwa", b.id)->version, 4);
}

TEST_F(DecideReview, OpenQuestionsAboutAMergedRecordAreAskedOfTheKeptOne) {
  const Member a = record("P0000001"), b = record("P0000002");
  const Member c = record("P0000003");
  ASSERT_EQ(value("select count(*) from enrolment.identity_review where state = 'open'"), "3");
  ASSERT_TRUE(rule(review_of(a, b), a.id));
  // b and c is moot, because a and c is open already; nothing is asked twice.
  EXPECT_EQ(value("select state from enrolment.identity_review where review_id = '" +
                  review_of(b, c) + "'"),
            "moot");
  EXPECT_EQ(value("select state from enrolment.identity_review where review_id = '" +
                  review_of(a, c) + "'"),
            "open");
}

TEST_F(DecideReview, AskedAnewWhereThePairWasNeverCompared) {
  const Member a = record("P0000001"), b = record("P0000002"), c = record("P0000003");
  test::execute(database, "delete from enrolment.identity_review where review_id = '" +
                              review_of(a, c) + "'");
  ASSERT_TRUE(rule(review_of(a, b), a.id));
  EXPECT_EQ(value("select state from enrolment.identity_review where review_id = '" +
                  review_of(a, c) + "'"),
            "open");
}

TEST_F(DecideReview, RefusesStrangers) {
  const Member a = record("P0000001"), b = record("P0000002");
  Candidate stranger = domestic_worker("P0000003");
  stranger.particulars.family_name = "Reyes";
  const Member other = enrolled(stranger);
  const std::string review = review_of(a, b);
  EXPECT_EQ(rule(review, other.id).error().fields[0].pointer, "/keep");
  EXPECT_EQ(rule(new_uuid(test::noon()), {}).error().code, "review_not_found");
  EXPECT_EQ(value("select state from enrolment.identity_review"), "open");
}

TEST_F(DecideReview, TheDatabaseRefusesChainsAndCycles) {
  const Member a = record("P0000001"), b = record("P0000002"), c = record("P0000003");
  ASSERT_TRUE(rule(review_of(a, b), a.id));
  const auto point = [&](const Member& from, const Member& to) {
    test::execute(database, "update enrolment.member set state = 'merged', merged_into = '" +
                                to.id.text() + "' where member_id = '" + from.id.text() + "'");
  };
  for (const auto& [from, to] : {std::pair{c, b}, std::pair{a, b}, std::pair{a, c}}) {
    try {
      point(from, to);
      ADD_FAILURE() << "a chain was stored";
    } catch (const db::Failure& failure) {
      EXPECT_EQ(failure.constraint(), "kept_record_is_active");
    }
  }
}

}  // namespace
}  // namespace haven::enrolment
