#include "services/adjudication/app/replay_decision.hpp"

#include <gtest/gtest.h>

#include "services/adjudication/app/decide_referral.hpp"
#include "services/adjudication/app/keep_packs.hpp"
#include "services/adjudication/app/take_work_item.hpp"
#include "tests/adjudication/app/office.hpp"

namespace haven::adjudication {
namespace {

struct ReplayDecision : Office {
  [[nodiscard]] scheme::PackPtr pack() const { return packs.at("ph"); }
  store::StoredEvaluation stored(const claims::v1::CaseFile& file) {
    db::Transaction tx{database->pool("haven_auditor")};
    return store::find_evaluations(tx, file.reference()).at(0);
  }
};

TEST_F(ReplayDecision, GivesEqualBytesForASystemsDecision) {
  ASSERT_TRUE(enrolled());
  (*death.mutable_facts())["hospital_days"] = "9";
  (*death.mutable_facts())["clock_days"] = "calendar";
  ASSERT_TRUE(ready(death));
  EXPECT_EQ(replay_decision(stored(death), pack()), Replay::equal);

  worker.set_version(2);
  worker.mutable_family()->Clear();
  ASSERT_TRUE(enrolled());
  EXPECT_EQ(replay_decision(stored(death), pack()), Replay::equal) << "on the facts of that day";
}

TEST_F(ReplayDecision, GivesEqualBytesForAPersonsDecision) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(disability));
  const auto item = last_item(disability);
  DecideReferral command{item, "ada", {}, {}, "seen"};
  command.assessment = scheme::Assessment{"partial", money(2000000, "PHP"), "doctor"};
  ASSERT_TRUE(db::in_transaction(pool, [&](db::Transaction& tx) -> Result<DecisionId> {
    if (auto taken = take_work_item(tx, {"owwa", item, "ada", {}}); !taken) return pass(taken);
    return decide_referral(tx, by("ada"), command, rules(), test::noon());
  }));
  EXPECT_EQ(replay_decision(stored(disability), pack()), Replay::equal);
}

TEST_F(ReplayDecision, SaysWhatIsNotEqual) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  auto changed = stored(death);
  changed.outcome += " ";
  EXPECT_EQ(replay_decision(changed, pack()), Replay::different);
  changed = stored(death);
  changed.pack_hash[0] = changed.pack_hash[0] == 'a' ? 'b' : 'a';
  EXPECT_EQ(replay_decision(changed, pack()), Replay::no_pack);
  EXPECT_EQ(replay_decision(stored(death), nullptr), Replay::no_pack);
  changed = stored(death);
  changed.case_record = "\xff";
  EXPECT_EQ(replay_decision(changed, pack()), Replay::unreadable);
}

TEST_F(ReplayDecision, ListsEveryDecisionOfAClaimByItsReference) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  death.set_version(2);
  ASSERT_TRUE(ready(death, "corrected"));
  db::Transaction tx{database->pool("haven_auditor")};
  const auto replayed = replay_claim(tx, death.reference(), packs);
  ASSERT_TRUE(replayed);
  ASSERT_EQ(replayed->size(), 2U);
  EXPECT_EQ((*replayed)[1].number, 2);
  EXPECT_EQ((*replayed)[1].result, Replay::equal);
  EXPECT_EQ(code_of(replay_claim(tx, "NO-SUCH-CLAIM", packs)), "no_decisions");
}

/// The rules of the Philippines with one number changed.
Packs with_another_burial(const Packs& packs) {
  auto files = scheme::files_of(*packs.at("ph"));
  files["readings.yaml"] += "# changed\n";
  return {{"ph", scheme::pack_from("ph", files).value()}};
}

TEST_F(ReplayDecision, EvaluatesUnderTheRulesOfThenWhenTheyHaveChanged) {
  keep_packs(setting, packs);
  keep_packs(setting, packs);  // a second start changes nothing
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  const Packs changed = with_another_burial(packs);
  keep_packs(setting, changed);
  db::Transaction tx{database->pool("haven_auditor")};
  const auto replayed = replay_claim(tx, death.reference(), changed);
  ASSERT_TRUE(replayed);
  EXPECT_EQ(replayed->at(0).result, Replay::equal);
  EXPECT_FALSE(replayed->at(0).is_installed);
}

TEST_F(ReplayDecision, SaysThatThePackIsGoneWhenItWasNeverKept) {
  db::Transaction tx{database->pool("haven_auditor")};
  EXPECT_EQ(code_of(pack_of_decision(tx, "ph", std::string(64, '0'), packs)), "pack_not_kept");
}

}  // namespace
}  // namespace haven::adjudication
