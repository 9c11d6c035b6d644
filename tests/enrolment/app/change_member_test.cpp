#include "services/enrolment/app/change_member.hpp"

#include <gtest/gtest.h>

#include "services/enrolment/app/add_registration.hpp"
#include "services/enrolment/store/members.hpp"
#include "tests/enrolment/office.hpp"

namespace haven::enrolment {
namespace {

struct ChangeMemberTest : Office {
  Result<Member> change(const MemberId& id, std::int64_t version, const MemberChange& change,
                        const std::string& fund = "owwa") {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return change_member(tx, occasion(fund), {id, version, change});
    });
  }
  Result<Registered> add(const MemberId& id, const scheme::Registration& registration) {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return add_registration(tx, occasion(), {id, registration});
    });
  }
};

TEST_F(ChangeMemberTest, ReplacesWholePartsAndSaysSo) {
  const Member member = enrolled(domestic_worker());
  MemberChange only_child;
  only_child.family = {relative("child_a", "child", "2014-02-11")};
  only_child.nominees = {nominee("child_a")};
  only_child.married = false;
  const auto after = change(member.id, 1, only_child);
  ASSERT_TRUE(after) << after.error().detail;
  EXPECT_EQ(after->version, 2);

  db::Transaction tx{pool};
  const auto stored = store::find_member(tx, "owwa", member.id);
  EXPECT_EQ(stored->version, 2);
  ASSERT_EQ(stored->particulars.family.size(), 1U);
  EXPECT_EQ(stored->particulars.family[0].facts.id, "child_a");
  EXPECT_EQ(stored->particulars.nominees.size(), 1U);
  EXPECT_FALSE(stored->particulars.person.married);
  EXPECT_TRUE(stored->particulars.contract);
  EXPECT_EQ(events("FamilyChanged"), "1");
  EXPECT_EQ(value("select what || ' by ' || changed_by from enrolment.member_change "
                  "where version = 2"),
            "married family nominees by registrar-1");
}

TEST_F(ChangeMemberTest, ANewContractLeavesTheOldOneInTheHistory) {
  const Member member = enrolled(domestic_worker());
  MemberChange renewed;
  renewed.contract = contract("2026-03-01", "2028-02-29");
  ASSERT_TRUE(change(member.id, 1, renewed));
  MemberChange returned;
  returned.stay = scheme::Stay{day("2024-03-01"), day("2028-03-05")};
  ASSERT_TRUE(change(member.id, 2, returned));
  EXPECT_EQ(value("select count(*) from enrolment.contract"), "2");
  EXPECT_EQ(value("select starts_on from enrolment.contract where current"), "2026-03-01");
}

TEST_F(ChangeMemberTest, RefusesAnOlderVersionAndNothingToDo) {
  const Member member = enrolled(domestic_worker());
  MemberChange single;
  single.married = false;
  ASSERT_TRUE(change(member.id, 1, single));
  EXPECT_EQ(change(member.id, 1, single).error().kind, ErrorKind::precondition_failed);
  EXPECT_EQ(change(member.id, 2, {}).error().code, "nothing_to_change");
}

TEST_F(ChangeMemberTest, ChecksTheRecordThatWouldStand) {
  const Member member = enrolled(domestic_worker());
  MemberChange no_family;
  no_family.family.emplace();
  const auto refused = change(member.id, 1, no_family);  // the nominees would stand in no family
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/nominees/0/name");
  EXPECT_EQ(value("select count(*) from enrolment.relative"), "2");
}

TEST_F(ChangeMemberTest, AnotherFundsMemberDoesNotExist) {
  const Member member = enrolled(domestic_worker());
  MemberChange single;
  single.married = false;
  EXPECT_EQ(change(member.id, 1, single, "slbfe").error().kind, ErrorKind::not_found);
}

TEST_F(ChangeMemberTest, ARegistrationStartsCoverOnce) {
  const Member member = enrolled(domestic_worker());
  const auto added = add(member.id, policy("2024-03-01", "2026-02-28"));
  ASSERT_TRUE(added) << added.error().detail;
  EXPECT_EQ(added->member.version, 2);
  EXPECT_EQ(events("CoverStarted"), "1");
  EXPECT_EQ(add(member.id, policy("2024-03-01", "2026-02-28")).error().code,
            "registration_already_there");
  EXPECT_TRUE(add(member.id, policy("2026-03-01", "2028-02-29")));
  EXPECT_EQ(value("select count(*) from enrolment.cover where state = 'standing'"), "2");
}

TEST_F(ChangeMemberTest, ARegistrationIsCheckedBeforeAnythingIsWritten) {
  const Member member = enrolled(domestic_worker());
  EXPECT_EQ(add(member.id, policy("2024-03-01", "2024-02-29")).error().fields[0].pointer, "/ends");
  auto fund_scheme = policy("2024-03-01", "2026-02-28");
  fund_scheme.scheme = "owwa";
  EXPECT_EQ(add(member.id, fund_scheme).error().fields[0].pointer, "/scheme");
  EXPECT_EQ(add(MemberId{new_uuid(test::noon())}, policy("2024-03-01", "2026-02-28")).error().kind,
            ErrorKind::not_found);
  EXPECT_EQ(value("select count(*) from enrolment.registration"), "0");
}

TEST_F(ChangeMemberTest, TheDatabaseRefusesMovesThatNoTableHolds) {
  const Member member = enrolled(domestic_worker());
  ASSERT_TRUE(add(member.id, policy("2024-03-01", "2026-02-28")));
  test::execute(database,
                "update enrolment.cover set state = 'ended', ended_on = '2024-06-01', "
                "ended_reason = 'contribution_reversed'");
  try {
    test::execute(database,
                  "update enrolment.cover set state = 'standing', ended_on = null, "
                  "ended_reason = null");
    FAIL() << "an ended cover stands again";
  } catch (const db::Failure& failure) {
    EXPECT_EQ(failure.constraint(), "moves_by_the_transition_table");
  }
  EXPECT_THROW(test::execute(database,
                             "update enrolment.member set merged_into = member_id, "
                             "state = 'merged'"),
               db::Failure);
}

}  // namespace
}  // namespace haven::enrolment
