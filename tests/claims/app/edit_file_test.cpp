#include "services/claims/app/edit_file.hpp"

#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {
namespace {

using Said = std::vector<std::string>;

class EditAFile : public Office {
 protected:
  Result<Claim> edit(const Claim& claim, const File& file, const Actor& actor) {
    return in_tx([&](db::Transaction& tx) {
      return edit_file(tx, rules, {claim.id, claim.version, file, actor}, now);
    });
  }
  Result<FiledClaim> file_it(const ClaimId& id, const Actor& actor) {
    return in_tx([&](db::Transaction& tx) { return file_draft(tx, rules, {id, actor}, now); });
  }
  File notice() {
    File file;
    file.incident = {"death", "", *date_from("2024-05-14"), "", {}};
    return file;
  }
};

TEST_F(EditAFile, ANoticeBecomesADraftAndADraftIsFiled) {
  const Claim noticed = open(Opening::notice, notice());
  const auto draft = edit(noticed, death(), {"otto", "command-2"});
  ASSERT_TRUE(draft) << draft.error().detail;
  EXPECT_EQ(draft->state, State::draft);
  EXPECT_EQ(draft->turn->owner, "otto");

  const auto filed = file_it(noticed.id, ines);
  ASSERT_TRUE(filed) << filed.error().detail;
  EXPECT_EQ(filed->claim.state, State::filed);
  EXPECT_EQ(filed->claim.filed_by, "ines");
  EXPECT_EQ(moves_of(noticed.id), (Said{"notice_given", "draft_saved", "claim_filed"}));
  EXPECT_EQ(said_of(noticed.id.text()), Said{"ClaimFiled"});
  EXPECT_EQ(last_said<v1::ClaimFiled>().file().filed_by(), "ines");
}

TEST_F(EditAFile, ADraftThatNeedsNoPaperIsReadyWhenItIsFiled) {
  const Claim draft = open(Opening::draft, repatriation());
  const auto filed = file_it(draft.id, ines);
  ASSERT_TRUE(filed) << filed.error().detail;
  EXPECT_EQ(filed->claim.state, State::ready);
  EXPECT_EQ(said_of(draft.id.text()), (Said{"ClaimFiled", "ClaimReady"}));
}

TEST_F(EditAFile, AnUnfinishedDraftIsNotFiled) {
  const Claim draft = open(Opening::draft, notice());
  const auto refused = file_it(draft.id, ines);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_EQ(refused.error().fields.size(), 3U);  // capacity, country, cause
  EXPECT_EQ(read(draft.id).state, State::draft);
}

TEST_F(EditAFile, AFiledClaimIsNotFiledAgain) {
  const Claim filed = file(death());
  const auto refused = file_it(filed.id, ines);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "not_in_this_state");
}

TEST_F(EditAFile, OnlyTheVersionThatWasSeenIsChanged) {
  const Claim draft = open(Opening::draft, notice());
  ASSERT_TRUE(edit(draft, death(), ines));
  const auto refused = edit(draft, death(), ines);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::precondition_failed);
}

TEST_F(EditAFile, ACorrectionIsHandedInAgain) {
  const Claim filed = file(death());
  File corrected = death();
  corrected.incident.country = "QA";
  const auto claim = edit(filed, corrected, {"otto", "command-2"});
  ASSERT_TRUE(claim) << claim.error().detail;
  EXPECT_EQ(claim->state, State::filed);
  EXPECT_EQ(claim->file_version, 2);
  EXPECT_EQ(claim->filed_by, "ines");
  EXPECT_EQ(moves_of(filed.id), (Said{"claim_filed", "file_corrected"}));
  EXPECT_EQ(haven::test::value(database,
                               "select string_agg(handed_in_by, ' ' order by file_version) "
                               "from claims.filing"),
            "ines otto");
  EXPECT_EQ(haven::test::value(database,
                               "select bool_and(encode(sha256(file), 'hex') = sha256) "
                               "from claims.filing"),
            "true");
}

TEST_F(EditAFile, ACorrectionCanMakeTheClaimReady) {
  File file_home = death();
  const Claim filed = file(file_home);
  hold_papers_of_death(filed.id, {"mortuary_certificate"});
  ASSERT_EQ(read(filed.id).state, State::filed);
  file_home.incident.country = "PH";  // at home no mortuary certificate is needed
  const auto claim = edit(read(filed.id), file_home, ines);
  ASSERT_TRUE(claim) << claim.error().detail;
  EXPECT_EQ(claim->state, State::ready);
  const auto ready = last_said<v1::ClaimReady>();
  EXPECT_EQ(ready.why(), "corrected");
  EXPECT_EQ(ready.file().version(), 2);
  EXPECT_EQ(ready.file().incident().country(), "PH");
}

TEST_F(EditAFile, ACorrectionMustStayWhole) {
  const Claim filed = file(death());
  const auto refused = edit(filed, notice(), ines);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
}

TEST_F(EditAFile, AnotherKindIsAnotherClaim) {
  const Claim filed = file(death());
  File other = death();
  other.incident.kind = "disability";
  const auto refused = edit(filed, other, ines);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.front().pointer, "/incident/kind");
}

TEST_F(EditAFile, ADayThatHasAnOpenClaimIsRefused) {
  const Claim first = file(death());
  File second = death();
  second.incident.date = *date_from("2024-05-15");
  const Claim other = file(second);
  const auto refused = edit(other, death(), ines);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "claim_already_open");
  EXPECT_NE(refused.error().detail.find(first.reference), std::string::npos);
}

TEST_F(EditAFile, AReadyClaimIsEditedNoMore) {
  const Claim ready = file(repatriation());
  const auto refused = edit(ready, repatriation(), ines);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "not_in_this_state");
}

TEST_F(EditAFile, AClaimOfAnotherFundDoesNotExist) {
  const Claim draft = open(Opening::draft, death());
  const FundRules other = rules_of(setting, packs, "other");
  const auto refused = in_tx([&](db::Transaction& tx) {
    return edit_file(tx, other, {draft.id, draft.version, death(), ines}, now);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace haven::claims::test
