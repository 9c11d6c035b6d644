#include "services/claims/app/open_claim.hpp"

#include <thread>

#include "common/core/hash.hpp"
#include "services/claims/domain/reference.hpp"
#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {
namespace {

using Said = std::vector<std::string>;

class OpenAClaim : public Office {
 protected:
  Result<OpenedClaim> try_open(const OpenClaim& command) {
    return in_tx([&](db::Transaction& tx) { return open_claim(tx, rules, command, now); });
  }
};

TEST_F(OpenAClaim, AFilingWaitsForThePapersThatTheRulesName) {
  const auto opened = try_open(command_for(Opening::filing, death()));
  ASSERT_TRUE(opened) << opened.error().detail;
  const Claim& claim = opened->claim;
  EXPECT_EQ(claim.state, State::filed);
  EXPECT_EQ(reference_from(claim.reference), claim.reference);
  EXPECT_EQ(claim.reference.substr(0, 7), "DTH-24-");
  EXPECT_EQ(opened->checklist.size(), 11U);
  EXPECT_EQ(claim.turn->next_step, "send_papers");
  EXPECT_EQ(said_of(claim.id.text()), Said{"ClaimFiled"});
  EXPECT_EQ(moves_of(claim.id), Said{"claim_filed"});
}

TEST_F(OpenAClaim, AFilingThatNeedsNoPaperIsReadyAtOnce) {
  const Claim claim = file(repatriation());
  EXPECT_EQ(claim.state, State::ready);
  EXPECT_EQ(moves_of(claim.id), (Said{"claim_filed", "papers_completed"}));
  EXPECT_EQ(said_of(claim.id.text()), (Said{"ClaimFiled", "ClaimReady"}));
  EXPECT_EQ(claim.version, 2);

  const auto ready = last_said<v1::ClaimReady>();
  EXPECT_EQ(ready.why(), "filed");
  EXPECT_EQ(ready.file().claim_id(), claim.id.text());
  EXPECT_EQ(ready.file().reference(), claim.reference);
  EXPECT_EQ(ready.file().filed_by(), "ines");
  EXPECT_EQ(ready.file().filed(), "2024-06-20");
  EXPECT_EQ(ready.file().papers_complete(), "2024-06-20");
  EXPECT_EQ(ready.file().version(), 1);
  EXPECT_EQ(ready.file().costs_size(), 1);
}

TEST_F(OpenAClaim, TheReceiptIsTheHashOfWhatWasHandedIn) {
  const auto opened = try_open(command_for(Opening::filing, death()));
  ASSERT_TRUE(opened);
  EXPECT_EQ(haven::test::value(database, "select encode(sha256(file), 'hex') from claims.filing"),
            opened->receipt_sha256);
  EXPECT_EQ(haven::test::value(database, "select sha256 from claims.filing"),
            opened->receipt_sha256);
}

TEST_F(OpenAClaim, ANoticeSaysNothingOnTheBusAndWaitsForTheFamily) {
  File notice;
  notice.incident = {"death", "", *date_from("2024-05-14"), "", {}};
  const Claim claim = open(Opening::notice, notice);
  EXPECT_EQ(claim.state, State::notified);
  EXPECT_EQ(claim.turn->waiting_for, Party::family);
  EXPECT_EQ(said_of(claim.id.text()), Said{});
  EXPECT_EQ(haven::test::value(database, "select count(*) from claims.filing"), "0");
}

TEST_F(OpenAClaim, TheFilingDeadlineComesFromTheRules) {
  now = *instant_from("2020-02-01T02:00:00Z");
  auto member = ana();
  member.set_version(2);
  member.mutable_registrations(0)->set_paid("2019-03-05");
  enrol(member);
  File calamity;
  calamity.incident = {"calamity", "", *date_from("2020-01-12"), "PH", {}};
  calamity.facts = {{"calamity", "taal_2020"}, {"declared_area", "true"}};
  const auto opened = try_open(command_for(Opening::draft, calamity));
  ASSERT_TRUE(opened) << opened.error().detail;
  EXPECT_EQ(opened->deadline, date_from("2020-04-12"));
  EXPECT_EQ(opened->claim.state, State::draft);
  EXPECT_EQ(opened->claim.turn->owner, "ines");
}

TEST_F(OpenAClaim, MostClaimsHaveNoFilingDeadline) {
  const auto opened = try_open(command_for(Opening::draft, death()));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->deadline, std::nullopt);
}

TEST_F(OpenAClaim, AnUnknownMemberIsRefusedByField) {
  OpenClaim command = command_for(Opening::filing, death());
  command.member_number = "OWWA-000000002";
  const auto refused = try_open(command);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_EQ(refused.error().fields.front().pointer, "/member_number");
}

TEST_F(OpenAClaim, AMemberOfAnotherFundIsUnknown) {
  const FundRules other = rules_of(setting, packs, "other");
  const auto refused = in_tx([&](db::Transaction& tx) {
    return open_claim(tx, other, command_for(Opening::filing, death()), now);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.front().pointer, "/member_number");
}

TEST_F(OpenAClaim, WrongFieldsStoreNothing) {
  File file = death();
  file.incident.date = *date_from("2024-06-21");  // tomorrow
  const auto refused = try_open(command_for(Opening::filing, file));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.front().pointer, "/incident/date");
  EXPECT_EQ(haven::test::value(database, "select count(*) from claims.claim"), "0");
}

TEST_F(OpenAClaim, TodayIsTheFundsDay) {
  now = *instant_from("2024-06-20T16:30:00Z");  // 21 June in Manila
  File file = repatriation();
  file.incident.date = *date_from("2024-06-21");
  EXPECT_EQ(open(Opening::draft, file).incident_on, *date_from("2024-06-21"));
}

TEST_F(OpenAClaim, OneIncidentIsOneOpenClaim) {
  const Claim first = file(death());
  const auto refused = try_open(command_for(Opening::notice, death()));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().code, "claim_already_open");
  EXPECT_NE(refused.error().detail.find(first.reference), std::string::npos);

  File another_day = death();
  another_day.incident.date = *date_from("2024-05-13");
  EXPECT_TRUE(try_open(command_for(Opening::notice, another_day)));
  File another_kind = death();
  another_kind.incident.kind = "disability";
  EXPECT_TRUE(try_open(command_for(Opening::notice, another_kind)));
}

TEST_F(OpenAClaim, OfFilingsAtTheSameMomentExactlyOneStands) {
  constexpr int offices = 6;
  std::vector<OpenClaim> commands;
  for (int i = 0; i < offices; ++i)
    commands.push_back(command_for(Opening::filing, repatriation()));
  std::atomic<int> opened = 0, refused = 0;
  std::vector<std::thread> threads;
  for (const OpenClaim& command : commands) {
    threads.emplace_back([&] {
      const auto outcome = try_open(command);
      if (outcome) ++opened;
      if (!outcome && outcome.error().code == "claim_already_open") ++refused;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(opened, 1);
  EXPECT_EQ(refused, offices - 1);
  EXPECT_EQ(haven::test::value(database, "select count(*) from claims.claim"), "1");
  EXPECT_EQ(haven::test::value(database, "select count(*) from bus.event"), "2");
}

TEST_F(OpenAClaim, ReferencesAreNeverGivenTwice) {
  std::set<std::string> references;
  for (int day = 1; day <= 20; ++day) {
    File file = repatriation();
    file.incident.date = *date_from("2024-05-01") + std::chrono::days{day};
    file.costs.clear();
    references.insert(open(Opening::notice, file).reference);
  }
  EXPECT_EQ(references.size(), 20U);
}

TEST_F(OpenAClaim, AMergedMembersOldNumberLeadsToTheOneThatStays) {
  enrolment::v1::Member twin = ana();
  twin.set_member_id("0190c1a2-7d3e-7b44-8a51-0000000000bb");
  twin.set_number("OWWA-000000002");
  enrol(twin);
  enrolment::v1::MembersMerged merged;
  *merged.mutable_member() = ana();
  merged.set_merged_member_id(twin.member_id());
  merged.set_merged_number(twin.number());
  hear(merged, "enrolment");

  OpenClaim command = command_for(Opening::filing, death());
  command.member_number = twin.number();
  const auto opened = try_open(command);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->claim.member.text(), ana().member_id());
}

}  // namespace
}  // namespace haven::claims::test
