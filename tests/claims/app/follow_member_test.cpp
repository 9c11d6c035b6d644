#include "services/claims/app/follow_member.hpp"

#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {
namespace {

class FollowAMember : public Office {
 protected:
  enrolment::v1::Member changed(std::int64_t version) {
    auto member = ana();
    member.set_version(version);
    return member;
  }
  std::string stored_version() {
    return haven::test::value(database,
                              "select version from claims.member where number = "
                              "'OWWA-000000001'");
  }
  enrolment::v1::Member twin() {
    auto member = ana();
    member.set_member_id("0190c1a2-7d3e-7b44-8a51-0000000000bb");
    member.set_number("OWWA-000000002");
    return member;
  }
  void merge_twin_into_ana() {
    enrolment::v1::MembersMerged event;
    *event.mutable_member() = changed(2);
    event.set_merged_member_id(twin().member_id());
    event.set_merged_number(twin().number());
    hear(event, "enrolment");
  }
  Claim file_for(const std::string& number, const File& file) {
    OpenClaim command = command_for(Opening::filing, file);
    command.member_number = number;
    return in_tx([&](db::Transaction& tx) { return open_claim(tx, rules, command, now); })->claim;
  }
};

TEST_F(FollowAMember, OnlyANewerRecordReplacesOurs) {
  enrol(changed(3));
  EXPECT_EQ(stored_version(), "3");
  enrol(changed(2));
  EXPECT_EQ(stored_version(), "3");
  enrol(changed(3));
  EXPECT_EQ(stored_version(), "3");
}

TEST_F(FollowAMember, ANewChildNeedsAGuardianInAClaimThatWaitsForPapers) {
  const Claim claim = file(death());
  hold_papers_of_death(claim.id, {"guardianship_affidavit"});
  ASSERT_EQ(read(claim.id).state, State::filed);

  auto member = changed(2);
  member.mutable_family(1)->set_born("2000-02-11");  // of age after all: no guardian is needed
  enrol(member);
  EXPECT_EQ(read(claim.id).state, State::ready);
  EXPECT_EQ(said_of(claim.id.text()).back(), "ClaimReady");
}

TEST_F(FollowAMember, AReadyClaimIsNotTouchedByNewsOfTheFamily) {
  const Claim claim = file(repatriation());
  enrol(changed(2));
  EXPECT_EQ(read(claim.id).version, claim.version);
}

TEST_F(FollowAMember, NewsThatNoRuleCanReadMarksTheClaim) {
  const Claim claim = file(death());
  auto member = changed(2);
  member.mutable_contract()->set_start("2025-03-01");
  member.mutable_contract()->set_end("2023-02-28");  // ends before it starts
  enrol(member);
  const Claim marked = read(claim.id);
  EXPECT_EQ(marked.state, State::filed);
  EXPECT_EQ(marked.attention, "facts_unreadable");
}

TEST_F(FollowAMember, PapersAreTakenMeanwhileAndTheMarkGoesWhenTheNewsIsMended) {
  const Claim claim = file(death());
  auto member = changed(2);
  member.mutable_contract()->set_end("2023-02-28");
  enrol(member);
  hold_papers_of_death(claim.id);
  EXPECT_EQ(read(claim.id).state, State::filed);
  EXPECT_EQ(read(claim.id).documents, 11);
  EXPECT_EQ(read(claim.id).attention, "facts_unreadable");

  enrol(changed(3));
  EXPECT_EQ(read(claim.id).state, State::ready);
  EXPECT_EQ(read(claim.id).attention, std::nullopt);
}

TEST_F(FollowAMember, AMergeTakesTheClaimsAlong) {
  enrol(twin());
  const Claim claim = file_for(twin().number(), death());
  merge_twin_into_ana();
  EXPECT_EQ(read(claim.id).member.text(), ana().member_id());
  hold_papers_of_death(claim.id);
  EXPECT_EQ(last_said<v1::ClaimReady>().file().member_id(), ana().member_id());
}

TEST_F(FollowAMember, TwoOpenClaimsForOneIncidentStayApartAndAreMarked) {
  enrol(twin());
  const Claim of_twin = file_for(twin().number(), death());
  const Claim of_ana = file(death());
  merge_twin_into_ana();
  EXPECT_EQ(read(of_twin.id).attention, "same_incident_twice");
  EXPECT_EQ(read(of_ana.id).attention, "same_incident_twice");
  EXPECT_EQ(read(of_twin.id).member.text(), twin().member_id());
}

TEST_F(FollowAMember, AMergeMayComeBeforeTheMergedRecord) {
  merge_twin_into_ana();
  enrol(twin());
  EXPECT_EQ(file_for(twin().number(), death()).member.text(), ana().member_id());
}

TEST_F(FollowAMember, AMergeIsHeardTwiceWithoutHarm) {
  enrol(twin());
  const Claim claim = file_for(twin().number(), death());
  merge_twin_into_ana();
  merge_twin_into_ana();
  EXPECT_EQ(read(claim.id).attention, std::nullopt);
  EXPECT_EQ(read(claim.id).member.text(), ana().member_id());
}

TEST_F(FollowAMember, ARecordWithoutIdOrVersionIsRefused) {
  enrolment::v1::MemberEnrolled event;
  *event.mutable_member() = ana();
  event.mutable_member()->set_member_id("ana");
  EXPECT_EQ(try_hear(event, "enrolment", "owwa").error().code, "member_unreadable");
  *event.mutable_member() = ana();
  event.mutable_member()->set_version(0);
  EXPECT_EQ(try_hear(event, "enrolment", "owwa").error().code, "member_unreadable");
}

TEST_F(FollowAMember, EventsOfAFundThatIsNotServedAreNotLost) {
  enrolment::v1::MemberEnrolled event;
  *event.mutable_member() = ana();
  EXPECT_THROW(static_cast<void>(try_hear(event, "enrolment", "nobody")), std::runtime_error);
}

}  // namespace
}  // namespace haven::claims::test
