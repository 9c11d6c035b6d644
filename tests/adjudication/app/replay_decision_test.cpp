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

/// The rules of the Philippines with another hash, and with a death grant of 1.00 more.
Packs with_another_grant(const Packs& packs) {
  auto files = scheme::files_of(*packs.at("ph"));
  std::string& tables = files.at("owwa.dmn");
  const std::string amount = "<text>100000</text>";
  for (std::size_t at = 0; (at = tables.find(amount, at)) != std::string::npos; ++at) {
    tables.replace(at, amount.size(), "<text>100001</text>");
  }
  return {{"ph", scheme::pack_from("ph", files).value()}};
}

TEST_F(ReplayDecision, EvaluatesUnderTheRulesOfThenWhenTheyHaveChanged) {
  keep_packs(setting, packs);
  keep_packs(setting, packs);  // a second start changes nothing
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  const Packs changed = with_another_grant(packs);
  keep_packs(setting, changed);
  db::Transaction tx{database->pool("haven_auditor")};
  const auto replayed = replay_claim(tx, death.reference(), changed);
  ASSERT_TRUE(replayed);
  EXPECT_EQ(replayed->at(0).result, Replay::equal);
  EXPECT_FALSE(replayed->at(0).is_installed);

  death.set_version(2);
  const Packs installed = std::exchange(packs, changed);
  const auto decided = ready(death, "corrected");
  packs = installed;
  ASSERT_TRUE(decided);
  const auto both = replay_claim(tx, death.reference(), changed);
  ASSERT_TRUE(both);
  ASSERT_EQ(both->size(), 2U);
  EXPECT_NE(both->at(0).pack_hash, both->at(1).pack_hash);
  EXPECT_TRUE(both->at(1).is_installed);
  EXPECT_EQ(both->at(1).result, Replay::equal);
}

TEST_F(ReplayDecision, KeepsEachFileOfAPackOnceAndUnchanged) {
  keep_packs(setting, packs);
  const auto count = [&] { return value("select count(*) from adjudication.pack_file"); };
  const std::string kept = count();
  keep_packs(setting, packs);
  EXPECT_EQ(count(), kept);
  db::Transaction tx{database->pool("haven_auditor")};
  const scheme::PackPtr was = pack();
  const auto again = pack_of_decision(tx, "ph", scheme::hash_of(*was), {});
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(scheme::files_of(**again), scheme::files_of(*was));
  EXPECT_EQ(scheme::hash_of(**again), scheme::hash_of(*was));
}

TEST_F(ReplayDecision, TakesTheInstalledPackWhereItIsTheSame) {
  db::Transaction tx{database->pool("haven_auditor")};
  EXPECT_EQ(pack_of_decision(tx, "ph", scheme::hash_of(*pack()), packs).value(), pack());
}

TEST_F(ReplayDecision, SaysThatThePackIsGoneWhenItWasNeverKept) {
  db::Transaction tx{database->pool("haven_auditor")};
  EXPECT_EQ(code_of(pack_of_decision(tx, "ph", std::string(64, '0'), packs)), "pack_not_kept");
}

}  // namespace
}  // namespace haven::adjudication
