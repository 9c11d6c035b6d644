#include "services/claims/app/add_paper.hpp"

#include <fstream>

#include "common/core/hash.hpp"
#include "services/claims/app/look_at_papers.hpp"
#include "services/claims/store/files.hpp"
#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {
namespace {

using Said = std::vector<std::string>;

class AddAPaper : public Office {
 protected:
  AddDocument upload(const ClaimId& id, const scheme::Paper& paper, const std::string& content) {
    std::ofstream{incoming} << content;
    return {id,
            paper,
            "application/pdf",
            static_cast<std::int64_t>(content.size()),
            sha256_hex(content),
            incoming,
            files,
            ines};
  }
  Result<AddedDocument> add(const ClaimId& id, const scheme::Paper& paper,
                            const std::string& content = "content") {
    const AddDocument command = upload(id, paper, content);
    return in_tx([&](db::Transaction& tx) { return add_document(tx, rules, command, now); });
  }
  Result<Claim> waive(const ClaimId& id, const scheme::Paper& paper) {
    return in_tx([&](db::Transaction& tx) {
      return waive_paper(tx, rules, {id, paper, "burnt with the registry", ines}, now);
    });
  }
  std::filesystem::path incoming = files / "incoming";
};

TEST_F(AddAPaper, TheLastMissingPaperMakesTheClaimReady) {
  const Claim claim = file(death());
  now += std::chrono::days{3};
  hold_papers_of_death(claim.id, {"passport"});
  EXPECT_EQ(read(claim.id).state, State::filed);
  ASSERT_TRUE(add(claim.id, {"passport", ""}));

  const Claim ready = read(claim.id);
  EXPECT_EQ(ready.state, State::ready);
  EXPECT_EQ(ready.documents, 11);
  EXPECT_EQ(ready.papers_complete_on, date_from("2024-06-23"));
  EXPECT_EQ(ready.clock_ends_on, date_from("2024-07-03"));  // ten days for the policy
  EXPECT_EQ(said_of(claim.id.text()), (Said{"ClaimFiled", "ClaimReady"}));
  const auto told = last_said<v1::ClaimReady>();
  EXPECT_EQ(told.why(), "filed");
  EXPECT_EQ(told.file().papers_complete(), "2024-06-23");
  EXPECT_EQ(told.file().documents_size(), 11);
}

TEST_F(AddAPaper, TheContentLiesUnderItsHash) {
  const Claim claim = file(death());
  const auto added = add(claim.id, {"passport", ""}, "a passport");
  ASSERT_TRUE(added);
  std::ifstream kept{store::content_path(files, sha256_hex("a passport"))};
  std::string content;
  std::getline(kept, content);
  EXPECT_EQ(content, "a passport");
  EXPECT_TRUE(std::filesystem::exists(incoming));  // the server takes that away itself
}

TEST_F(AddAPaper, TheSameContentForTheSamePaperIsKeptOnce) {
  const Claim claim = file(death());
  const auto first = add(claim.id, {"passport", ""});
  const auto again = add(claim.id, {"passport", ""});
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->document.id, again->document.id);
  EXPECT_EQ(read(claim.id).documents, 1);
  ASSERT_TRUE(add(claim.id, {"claimant_ids", ""}));  // the same scan as another paper
  EXPECT_EQ(read(claim.id).documents, 2);
}

TEST_F(AddAPaper, AHundredDocumentsAndNoMore) {
  const Claim claim = file(death());
  haven::test::execute(database, "update claims.claim set documents = 99, version = version + 1");
  ASSERT_TRUE(add(claim.id, {"passport", ""}));
  const auto refused = add(claim.id, {"claimant_ids", ""}, "one too many");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "at_most_100_documents");
  EXPECT_FALSE(std::filesystem::exists(store::content_path(files, sha256_hex("one too many"))));
}

TEST_F(AddAPaper, AfterReadyAPaperLiesInTheFileAndMovesNothing) {
  const Claim claim = file(repatriation());
  const auto added = add(claim.id, {"passport", ""});
  ASSERT_TRUE(added);
  EXPECT_EQ(added->state, State::ready);
  EXPECT_EQ(said_of(claim.id.text()), (Said{"ClaimFiled", "ClaimReady"}));
  EXPECT_EQ(read(claim.id).version, claim.version + 1);
}

TEST_F(AddAPaper, AClosedClaimTakesNoPaper) {
  const Claim claim = file(repatriation());
  pay_out(claim.id, decision_1);
  ASSERT_EQ(read(claim.id).state, State::closed);
  const auto refused = add(claim.id, {"passport", ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "not_in_this_state");
}

TEST_F(AddAPaper, AnUnknownClaimKeepsNoContent) {
  const auto refused = add(ClaimId{new_uuid(now)}, {"passport", ""}, "nobody's");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  EXPECT_FALSE(std::filesystem::exists(store::content_path(files, sha256_hex("nobody's"))));
}

TEST_F(AddAPaper, AWholeSetOfAlternativesServesInstead) {
  const Claim claim = file(death());
  hold_papers_of_death(claim.id, {"marriage_certificate"});
  ASSERT_TRUE(add(claim.id, {"no_record_certificate", ""}, "no record"));
  ASSERT_TRUE(add(claim.id, {"parish_certificate", ""}, "parish"));
  EXPECT_EQ(read(claim.id).state, State::filed);
  ASSERT_TRUE(add(claim.id, {"two_affidavits", ""}, "two affidavits"));
  EXPECT_EQ(read(claim.id).state, State::ready);
  // The decision may count on the paper that was replaced.
  const auto ready = last_said<v1::ClaimReady>();
  EXPECT_TRUE(std::ranges::any_of(ready.file().documents(), [](const auto& paper) {
    return paper.document() == "marriage_certificate";
  }));
}

TEST_F(AddAPaper, AWaivedPaperIsRecordedAndStandsForTheMissingOne) {
  const Claim claim = file(death());
  hold_papers_of_death(claim.id, {"burial_permit"});
  const auto waived = waive(claim.id, {"burial_permit", ""});
  ASSERT_TRUE(waived) << waived.error().detail;
  EXPECT_EQ(waived->state, State::ready);
  EXPECT_EQ(haven::test::value(database,
                               "select type || ', ' || waived_by || ', ' || reason "
                               "from claims.waiver"),
            "burial_permit, ines, burnt with the registry");
}

TEST_F(AddAPaper, OnlyAMissingPaperCanBeWaived) {
  const Claim claim = file(death());
  for (const scheme::Paper& paper :
       {scheme::Paper{"medical_report", ""}, scheme::Paper{"guardianship_affidavit", "child_b"}}) {
    const auto refused = waive(claim.id, paper);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.front().pointer, "/document");
  }
  ASSERT_TRUE(add(claim.id, {"passport", ""}));
  EXPECT_FALSE(waive(claim.id, {"passport", ""}));  // it is held
}

TEST_F(AddAPaper, WaitsForThePartyThatCanGiveWhatIsMissingNow) {
  const Claim claim = file(death());
  EXPECT_EQ(claim.turn->waiting_for, Party::family);
  hold_papers_of_death(claim.id, {"mortuary_certificate"});
  EXPECT_EQ(read(claim.id).turn->waiting_for, Party::mission);
  EXPECT_EQ(moves_of(claim.id).back(), "turn_changed");
}

}  // namespace
}  // namespace haven::claims::test
