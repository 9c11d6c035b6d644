#include <gtest/gtest.h>

#include "services/adjudication/app/approve_decision.hpp"
#include "services/adjudication/app/award_instalments.hpp"
#include "services/adjudication/app/change_plan.hpp"
#include "services/adjudication/store/decisions.hpp"
#include "services/adjudication/store/instalment_plans.hpp"
#include "services/adjudication/store/work_items.hpp"
#include "tests/adjudication/app/office.hpp"
#include "tests/adjudication/domain/lines.hpp"

namespace haven::adjudication {
namespace {

const Date approved_on = *date_from("2024-06-20");

struct Instalments : Office {
  void SetUp() override {
    ASSERT_TRUE(enrolled());
    ASSERT_TRUE(ready(death));
  }

  /// The family's pension: so much a month for the husband, as a decision that waits for approval.
  void decide(std::int64_t pesos, std::optional<scheme::Instalments> again) {
    db::in_transaction(pool, [&](db::Transaction& tx) {
      store::end_open_work(tx, ClaimId{death.claim_id()}, "cancelled", "", test::noon());
      DecisionContent decision;
      decision.id = new_id<DecisionId>(test::noon());
      decision.claim = ClaimId{death.claim_id()};
      decision.fund = "owwa";
      decision.pack = "ph";
      decision.pack_hash = std::string(64, 'a');
      decision.outcome = "{}";
      decision.filed_by = "ines";
      decision.decided_by = system_decider;
      auto line = pays("owwa", "fund", "pension", php(pesos), {{"husband", php(pesos)}});
      line.instalments = std::move(again);
      decision.lines = {decided(std::move(line))};
      store::insert_decision(tx, decision, test::noon());
    });
    const ApproveDecision command{last_decision(death), "paul", {}, approved_on};
    ASSERT_TRUE(db::in_transaction(pool, [&](db::Transaction& tx) {
      return approve_decision(tx, by("paul"), command, test::noon());
    }));
  }
  std::size_t sweep(const char* day) {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return award_instalments(tx, "owwa", *date_from(day), test::noon());
    });
  }
  std::vector<v1::EntitlementAwarded> awards() {
    return said<v1::EntitlementAwarded>(death.claim_id());
  }
  InstalmentPlan plan() {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      auto plans = store::find_plans(tx, "owwa", {{}, {}, "", 1000});
      std::erase_if(plans, [&](const auto& one) { return one.claim.text() != death.claim_id(); });
      EXPECT_EQ(plans.size(), 1U);
      return plans.at(0);
    });
  }
  std::string confirm(int number, const std::string& subject = "ada") {
    return code_of(db::in_transaction(pool, [&](db::Transaction& tx) {
      return confirm_instalment(tx, {"owwa", plan().id, number, "not married again", subject},
                                *date_from("2024-07-01"), test::noon());
    }));
  }
};

TEST_F(Instalments, AreAwardedOneByOneOnTheirDays) {
  decide(2000, scheme::Instalments{"month", 3, ""});
  ASSERT_EQ(awards().size(), 1U);
  EXPECT_EQ(awards()[0].instalment(), 1);
  EXPECT_EQ(awards()[0].arose_on(), death.incident().date());
  EXPECT_EQ(sweep("2024-07-19"), 0U);
  EXPECT_EQ(sweep("2024-07-20"), 1U);
  EXPECT_EQ(sweep("2024-07-20"), 0U) << "one for a month, however often it is looked at";
  EXPECT_EQ(sweep("2024-08-20"), 1U);
  EXPECT_EQ(sweep("2025-08-20"), 0U) << "three are all";
  const auto all = awards();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[2].instalment(), 3);
  EXPECT_EQ(all[2].arose_on(), "2024-08-20");
  EXPECT_EQ(all[2].line().amount().minor(), 200'000);
  EXPECT_EQ(all[2].line().shares(0).name(), "Jose Cruz");
  EXPECT_EQ(all[2].approved_by(), "paul");
  EXPECT_EQ(all[1].first_entitlement_id(), all[0].entitlement_id());
  EXPECT_NE(all[1].entitlement_id(), all[2].entitlement_id());
  EXPECT_EQ(plan().state, PlanState::complete);
}

TEST_F(Instalments, WithAConditionWaitForAPersonToConfirmIt) {
  decide(2000, scheme::Instalments{"month", {}, "not married again"});
  EXPECT_EQ(sweep("2024-09-20"), 0U);
  EXPECT_EQ(confirm(2, "ines"), "filer_cannot_confirm");
  EXPECT_EQ(confirm(3), "invalid_field");
  EXPECT_EQ(confirm(2), "ok");
  EXPECT_EQ(confirm(2), "instalment_confirmed_already");
  EXPECT_EQ(sweep("2024-09-20"), 1U);
  EXPECT_EQ(sweep("2024-09-20"), 0U) << "the next condition is another one";
  EXPECT_EQ(plan().next_number, 3);
  EXPECT_THROW(db::in_transaction(pool,
                                  [&](db::Transaction& tx) {
                                    store::save_plan(tx, after_award(plan()));
                                    return 0;
                                  }),
               std::exception)
      << "the database asks for the confirmation as well";
}

TEST_F(Instalments, FollowALaterDecision) {
  decide(2000, scheme::Instalments{"month", {}, ""});
  EXPECT_EQ(sweep("2024-07-20"), 1U);
  decide(2500, scheme::Instalments{"month", {}, ""});
  auto all = awards();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[2].line().amount().minor(), 100'000) << "twice five hundred more";
  EXPECT_EQ(all[2].instalment(), 2);
  EXPECT_EQ(sweep("2024-08-20"), 1U);
  all = awards();
  EXPECT_EQ(all[3].line().amount().minor(), 250'000);
  EXPECT_EQ(all[3].instalment(), 3);
  EXPECT_EQ(all[3].first_entitlement_id(), all[0].entitlement_id());
}

TEST_F(Instalments, EndWithTheDecisionThatGaveThem) {
  decide(2000, scheme::Instalments{"month", {}, ""});
  decide(2000, {});
  EXPECT_EQ(plan().state, PlanState::ended);
  EXPECT_EQ(sweep("2024-07-20"), 0U);
}

TEST_F(Instalments, EndByAPersonWithAReason) {
  decide(2000, scheme::Instalments{"year", 4, "enrolled"});
  const auto end = [&](const std::string& subject) {
    return code_of(db::in_transaction(pool, [&](db::Transaction& tx) {
      return end_plan(tx, {"owwa", plan().id, "left school", subject});
    }));
  };
  EXPECT_EQ(end("ines"), "filer_cannot_confirm");
  EXPECT_EQ(end("ada"), "ok");
  EXPECT_EQ(end("ada"), "plan_over");
  EXPECT_EQ(plan().ended_because, "left school");
  EXPECT_EQ(confirm(2), "plan_over");
}

}  // namespace
}  // namespace haven::adjudication
