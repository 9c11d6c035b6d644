#include "services/adjudication/app/decide_referral.hpp"

#include <gtest/gtest.h>

#include "services/adjudication/app/approve_decision.hpp"
#include "services/adjudication/app/take_work_item.hpp"
#include "tests/adjudication/app/office.hpp"

namespace haven::adjudication {
namespace {

using Story = std::vector<std::string>;

Money php_minor(std::int64_t minor) {
  return money(minor, "PHP");
}

struct DecideReferralCase : Office {
  void SetUp() override {
    ASSERT_TRUE(enrolled());
    ASSERT_TRUE(ready(disability));
  }
  Result<WorkItem> take(const std::string& subject, std::optional<std::int64_t> version = {},
                        const std::string& fund = "owwa") {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return take_work_item(tx, {fund, last_item(disability), subject, version});
    });
  }
  Result<DecisionId> decide(const std::string& subject, std::optional<Money> assessed,
                            Resolution resolution = {}, const std::string& fund = "owwa") {
    DecideReferral command{last_item(disability), subject, {}, std::move(resolution), "looked at"};
    if (assessed) command.assessment = scheme::Assessment{"partial", assessed, "doctor"};
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return decide_referral(tx, by(subject, fund), command, rules(), test::noon());
    });
  }
};

TEST_F(DecideReferralCase, PaysAnAssessedAmountInsideTheBandToTheWorker) {
  ASSERT_EQ(code_of(take("ada")), "ok");
  const auto decision = decide("ada", php_minor(2000000));
  ASSERT_EQ(code_of(decision), "ok");
  const auto decided = said<v1::ClaimDecided>(disability.claim_id());
  ASSERT_EQ(decided.size(), 1U);
  EXPECT_EQ(decided[0].decided_by(), "ada");
  int paid = 0;
  for (const auto& line : decided[0].lines()) {
    EXPECT_NE(line.outcome(), "refer");
    if (line.outcome() != "pay") continue;
    ++paid;
    EXPECT_EQ(line.amount().minor(), 2000000);
    ASSERT_EQ(line.shares_size(), 1);
    EXPECT_EQ(line.shares(0).party(), "member");
  }
  EXPECT_EQ(paid, 1);

  ASSERT_TRUE(db::in_transaction(pool, [&](db::Transaction& tx) {
    return approve_decision(tx, by("paul"), {*decision, "paul", {}, rules().today}, test::noon());
  }));
  EXPECT_EQ(said<v1::EntitlementAwarded>(disability.claim_id())[0].line().shares(0).name(),
            "Ana Maria Cruz");
}

TEST_F(DecideReferralCase, HoldsTheAssessmentToItsBand) {
  ASSERT_TRUE(take("ada"));
  for (const std::int64_t outside : {249999, 2500001}) {
    const auto refused = decide("ada", php_minor(outside));
    ASSERT_EQ(code_of(refused), "outside_band") << outside;
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/assessment/amount");
    EXPECT_NE(refused.error().detail.find("2500"), std::string::npos) << refused.error().detail;
    EXPECT_NE(refused.error().detail.find("25000"), std::string::npos) << refused.error().detail;
  }
  EXPECT_EQ(story(disability.claim_id()), Story{"ClaimReferred"});
  EXPECT_EQ(code_of(decide("ada", php_minor(2500000))), "ok") << "the band's upper end";
}

TEST_F(DecideReferralCase, TakesTheLowerEndOfTheBandToo) {
  ASSERT_TRUE(take("ada"));
  EXPECT_EQ(code_of(decide("ada", php_minor(250000))), "ok");
}

TEST_F(DecideReferralCase, NeedsEveryReferredLineResolved) {
  ASSERT_TRUE(take("ada"));
  EXPECT_EQ(code_of(decide("ada", {})), "referred_lines_unresolved");
  EXPECT_EQ(code_of(decide("ada", {}, {{{"owwa", "disability", php_minor(100), "x"}}, {}})),
            "referred_lines_unresolved")
      << "no grant around the band";
  EXPECT_EQ(code_of(decide("ada", {}, {{}, {{"owwa", "disability", "because", ""}}})),
            "referred_lines_unresolved")
      << "no reason of the pack";
  EXPECT_EQ(code_of(decide("ada", {}, {{}, {{"owwa", "disability", "cause_not_covered", "own"}}})),
            "ok");
}

TEST_F(DecideReferralCase, IsDoneByItsAssigneeAlone) {
  EXPECT_EQ(code_of(decide("ada", php_minor(2000000))), "work_item_not_yours");
  EXPECT_EQ(code_of(take("ines")), "filer_cannot_decide");
  EXPECT_EQ(code_of(take("ada", {}, "other")), "work_item_unknown");
  ASSERT_EQ(code_of(take("ada")), "ok");
  EXPECT_EQ(code_of(take("ben")), "work_item_taken");
  EXPECT_EQ(code_of(take("ben", 1)), "work_item_changed");
  EXPECT_EQ(code_of(take("ben", 2)), "ok");
  EXPECT_EQ(code_of(decide("ada", php_minor(2000000))), "work_item_not_yours");
  EXPECT_EQ(code_of(decide("ines", php_minor(2000000))), "filer_cannot_decide");
  EXPECT_EQ(code_of(decide("ben", php_minor(2000000), {}, "other")), "work_item_unknown");
  EXPECT_EQ(code_of(decide("ben", php_minor(2000000))), "ok");
  EXPECT_EQ(code_of(decide("ben", php_minor(2000000))), "work_item_not_yours") << "it is done";
}

TEST_F(DecideReferralCase, CannotBeApprovedByWhoDecided) {
  ASSERT_TRUE(take("ada"));
  const auto decision = decide("ada", php_minor(2000000));
  ASSERT_TRUE(decision);
  EXPECT_EQ(code_of(db::in_transaction(pool,
                                       [&](db::Transaction& tx) {
                                         return approve_decision(
                                             tx, by("ada"), {*decision, "ada", {}, rules().today},
                                             test::noon());
                                       })),
            "approver_did_not_decide");
}

}  // namespace
}  // namespace haven::adjudication
