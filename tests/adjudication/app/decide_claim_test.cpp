#include "services/adjudication/app/decide_claim.hpp"

#include <gtest/gtest.h>

#include "tests/adjudication/app/office.hpp"

namespace haven::adjudication {
namespace {

using Story = std::vector<std::string>;

struct DecideClaim : Office {};

TEST_F(DecideClaim, DecidesACleanClaimByTheRules) {
  ASSERT_TRUE(enrolled());
  ASSERT_EQ(code_of(ready(death)), "ok");
  ASSERT_EQ(story(death.claim_id()), Story{"ClaimDecided"});
  const auto decided = said<v1::ClaimDecided>(death.claim_id())[0];
  EXPECT_EQ(decided.decided_by(), "system");
  EXPECT_EQ(decided.number(), 1);
  EXPECT_EQ(decided.pack_hash(), scheme::hash_of(*packs.at("ph")));
  std::map<std::string, std::string> paid;
  for (const auto& line : decided.lines()) {
    if (line.outcome() != "pay") continue;
    paid[line.scheme() + " " + line.benefit()] = std::to_string(line.amount().minor()) + " " +
                                                 line.amount().currency() + " to " +
                                                 std::to_string(line.shares_size());
  }
  const std::map<std::string, std::string> owed = {{"owwa death", "10000000 PHP to 3"},
                                                   {"owwa burial", "2000000 PHP to 1"},
                                                   {"oci death", "1000000 USD to 1"}};
  EXPECT_EQ(paid, owed);
}

TEST_F(DecideClaim, WaitsForAMemberWhoHasNotArrived) {
  EXPECT_EQ(code_of(ready(death)), "member_not_known_yet");
  EXPECT_EQ(ready(death).error().kind, ErrorKind::unavailable);
  EXPECT_EQ(value("select count(*) from adjudication.claim_file where claim_id = '" +
                  death.claim_id() + "'"),
            "0");
  ASSERT_TRUE(enrolled());
  EXPECT_EQ(code_of(ready(death)), "ok") << "the same event, tried again";
  EXPECT_EQ(story(death.claim_id()), Story{"ClaimDecided"});
}

TEST_F(DecideClaim, DecidesOnceHoweverOftenItHears) {
  ASSERT_TRUE(enrolled());
  death.set_version(5);
  for (int time = 0; time < 3; ++time) ASSERT_TRUE(ready(death));
  death.set_version(4);
  ASSERT_TRUE(ready(death, "corrected"));
  EXPECT_EQ(story(death.claim_id()), Story{"ClaimDecided"});
}

TEST_F(DecideClaim, SupersedesAProposalByANewerFile) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  const auto first = last_decision(death);
  death.set_version(2);
  death.mutable_incident()->set_cause("accident");
  ASSERT_TRUE(ready(death, "corrected"));
  EXPECT_EQ(story(death.claim_id()), (Story{"ClaimDecided", "ClaimDecided"}));
  EXPECT_EQ(said<v1::ClaimDecided>(death.claim_id())[1].number(), 2);
  EXPECT_EQ(
      value("select state from adjudication.decision where decision_id = '" + first.text() + "'"),
      "superseded");
}

TEST_F(DecideClaim, RefersWhatTheRulesLeaveToAPerson) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(disability));
  ASSERT_EQ(story(disability.claim_id()), Story{"ClaimReferred"});
  const auto referred = said<v1::ClaimReferred>(disability.claim_id())[0];
  ASSERT_EQ(referred.reasons_size(), 1);
  EXPECT_EQ(referred.reasons(0), "committee_decides");
  EXPECT_EQ(referred.work_item_id(), last_item(disability).text());
}

TEST_F(DecideClaim, RefersAMinorWithoutGuardian) {
  worker.add_nominees()->set_id("child_a");
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  const auto referred = said<v1::ClaimReferred>(death.claim_id());
  ASSERT_EQ(referred.size(), 1U);
  const std::vector<std::string> reasons(referred[0].reasons().begin(),
                                         referred[0].reasons().end());
  EXPECT_EQ(reasons, (std::vector<std::string>{"guardian_needed", "papers_missing"}));
}

TEST_F(DecideClaim, RefersAnAppealADoubtAndASecondClaimOfTheIncident) {
  worker.set_identity_in_review(true);
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  EXPECT_EQ(said<v1::ClaimReferred>(death.claim_id())[0].reasons(0), "identity_in_doubt");

  worker.set_version(2);
  worker.set_identity_in_review(false);
  ASSERT_TRUE(enrolled());
  death.set_version(2);
  ASSERT_TRUE(ready(death, "appealed"));
  EXPECT_EQ(said<v1::ClaimReferred>(death.claim_id())[1].reasons(0), "appealed");

  auto again = death;
  again.set_claim_id(new_uuid(test::noon()));
  ASSERT_TRUE(ready(again));
  EXPECT_EQ(said<v1::ClaimReferred>(again.claim_id())[0].reasons(0), "incident_claimed_before");
}

TEST_F(DecideClaim, RefersFactsThatNoRuleCanRead) {
  ASSERT_TRUE(enrolled());
  death.mutable_incident()->set_kind("moon_landing");
  ASSERT_TRUE(ready(death));
  EXPECT_EQ(said<v1::ClaimReferred>(death.claim_id())[0].reasons(0), "facts_unreadable");
}

TEST_F(DecideClaim, FollowsAMergeToThePersonWhoStays) {
  ASSERT_TRUE(enrolled());
  auto stays = worker;
  stays.set_member_id(new_uuid(test::noon()));
  stays.mutable_family()->DeleteSubrange(1, 2);
  enrolment::v1::MembersMerged merged;
  *merged.mutable_member() = stays;
  merged.set_merged_member_id(worker.member_id());
  ASSERT_TRUE(hear(merged, stays.member_id()));
  ASSERT_TRUE(ready(death));
  const auto decided = said<v1::ClaimDecided>(death.claim_id());
  ASSERT_EQ(decided.size(), 1U);
  const auto& lines = decided[0].lines();
  const auto grant = std::ranges::find_if(lines, [](const v1::Line& line) {
    return line.scheme() == "owwa" && line.benefit() == "death";
  });
  ASSERT_NE(grant, lines.end());
  EXPECT_EQ(grant->shares_size(), 1) << "the family of the record that stays";
}

TEST_F(DecideClaim, IgnoresAnOlderRecordOfTheMember) {
  auto newer = worker;
  newer.set_version(7);
  enrolment::v1::FamilyChanged changed;
  *changed.mutable_member() = newer;
  ASSERT_TRUE(hear(changed, worker.member_id()));
  worker.mutable_family()->Clear();
  ASSERT_TRUE(enrolled());
  EXPECT_EQ(value("select version from adjudication.member_copy where member_id = '" +
                  worker.member_id() + "'"),
            "7");
}

TEST_F(DecideClaim, CancelsWhatAWithdrawnClaimLeftOpen) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  ASSERT_TRUE(ready(disability));
  for (const auto* file : {&death, &disability}) {
    claims::v1::ClaimWithdrawn withdrawn;
    withdrawn.set_claim_id(file->claim_id());
    ASSERT_TRUE(hear(withdrawn, file->claim_id()));
    ASSERT_TRUE(hear(withdrawn, file->claim_id()));
  }
  EXPECT_EQ(
      value("select state from adjudication.decision where claim_id = '" + death.claim_id() + "'"),
      "cancelled");
  EXPECT_EQ(value("select state from adjudication.work_item where claim_id = '" +
                  disability.claim_id() + "'"),
            "cancelled");
}

TEST_F(DecideClaim, StoresNoNamesWithTheFacts) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  EXPECT_EQ(
      value("select count(*) from adjudication.decision where claim_id = '" + death.claim_id() +
            "' and (position('Cruz'::bytea in case_record) > 0 "
            "or position('OWWA-1'::bytea in case_record) > 0)"),
      "0");
}

TEST_F(DecideClaim, RefusesAnEventThatCannotBeRead) {
  death.mutable_incident()->set_date("soon");
  EXPECT_EQ(code_of(ready(death)), "invalid_field");
  death.mutable_incident()->set_date("2024-05-14");
  death.set_claim_id("x");
  EXPECT_EQ(code_of(ready(death)), "invalid_field");
}

}  // namespace
}  // namespace haven::adjudication
