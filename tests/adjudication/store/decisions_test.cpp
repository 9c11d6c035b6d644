#include "services/adjudication/store/decisions.hpp"

#include <gtest/gtest.h>

#include "common/db/sql.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/views.hpp"
#include "services/adjudication/store/work_items.hpp"
#include "tests/adjudication/store/records.hpp"

namespace haven::adjudication::store {
namespace {

struct DecisionStore : testing::Test {
  test::Database database;
  db::Pool& pool = database.pool("haven_adjudication");

  void SetUp() override {
    db::in_transaction(pool, [](db::Transaction& tx) {
      save_claim_file(tx, claim_file());
      insert_decision(tx, decision_content(), test::noon());
    });
  }

  /// What the database says to SQL of the owner: the constraint that refused it.
  std::string refused_by(const std::string& sql) {
    try {
      db::Transaction tx{database.pool("haven")};
      db::run(tx, sql);
      tx.commit();
    } catch (const db::Failure& failure) {
      return failure.constraint();
    }
    return "nobody";
  }
};

TEST_F(DecisionStore, GivesBackWhatWasWritten) {
  db::Transaction tx{pool};
  EXPECT_EQ(find_lines(tx, decision_content().id), decision_content().lines);
  const auto view = find_decision(tx, "owwa", decision_content().id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->head.number, 1);
  EXPECT_EQ(view->head.state, DecisionState::proposed);
  EXPECT_EQ(view->head.reference, claim_file().reference);
  EXPECT_EQ(view->outcome, decision_content().outcome);
  EXPECT_EQ(view->pack_label, "ph@aaaaaaaaaaaa");
  const auto stored = find_evaluations(tx, claim_file().reference);
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].case_record, decision_content().case_record) << "bytes stay bytes";
}

TEST_F(DecisionStore, NumbersTheDecisionsOfAClaim) {
  db::Transaction tx{pool};
  end_open_work(tx, claim_file().id, "superseded", "", test::noon());
  EXPECT_EQ(insert_decision(tx, decision_content(102), test::noon()), 2);
  save_claim_file(tx, claim_file(2));
  EXPECT_EQ(insert_decision(tx, decision_content(103, 2), test::noon()), 1);
}

TEST_F(DecisionStore, HasOneProposedDecisionPerClaim) {
  db::Transaction tx{pool};
  try {
    insert_decision(tx, decision_content(102), test::noon());
    FAIL();
  } catch (const db::Failure& failure) {
    EXPECT_EQ(failure.constraint(), "one_proposed_decision");
  }
}

TEST_F(DecisionStore, ApprovesOnce) {
  db::Transaction tx{pool};
  const auto id = decision_content().id;
  EXPECT_TRUE(approve_decision(tx, id, "paul", test::noon()));
  EXPECT_FALSE(approve_decision(tx, id, "paula", test::noon()));
  EXPECT_FALSE(return_decision(tx, id, "paula", "late", test::noon()));
  const auto view = find_decision(tx, "owwa", id);
  EXPECT_EQ(view->head.version, 2);
  EXPECT_EQ(view->approved_by, "paul");
}

TEST_F(DecisionStore, IsInvisibleToAnotherFund) {
  db::Transaction tx{pool};
  EXPECT_FALSE(find_decision(tx, "slbfe", decision_content().id));
  EXPECT_FALSE(find_decision_locking_claim(tx, "slbfe", decision_content().id));
  EXPECT_TRUE(find_decisions(tx, "slbfe", {}, "", 50).empty());
  EXPECT_TRUE(find_decisions_of(tx, "slbfe", claim_file().id).empty());
  EXPECT_EQ(find_decisions(tx, "owwa", {}, "", 50).size(), 1U);
  EXPECT_EQ(find_decisions_of(tx, "owwa", claim_file().id).size(), 1U);
}

TEST_F(DecisionStore, ListsByStateAndPage) {
  db::Transaction tx{pool};
  for (int n = 2; n <= 4; ++n) {
    save_claim_file(tx, claim_file(n));
    insert_decision(tx, decision_content(100 + n, n), test::noon());
  }
  approve_decision(tx, DecisionId{id_number(103)}, "paul", test::noon());
  const auto proposed = find_decisions(tx, "owwa", DecisionState::proposed, "", 2);
  ASSERT_EQ(proposed.size(), 2U);
  EXPECT_EQ(proposed[1].head.id.text(), id_number(102));
  const auto rest = find_decisions(tx, "owwa", DecisionState::proposed, id_number(102), 2);
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].head.id.text(), id_number(104));
}

// The database guards these for every role, the owner too.
TEST_F(DecisionStore, RefusesTheFilerAndTheDeciderAsApprover) {
  const std::string approve =
      "update adjudication.decision set state = 'approved', "
      "approved_at = now(), approved_by = ";
  EXPECT_EQ(refused_by(approve + "'ines'"), "approver_did_not_file");
  EXPECT_EQ(refused_by(approve + "'system'"), "approver_did_not_decide");
  EXPECT_EQ(refused_by("update adjudication.decision set state = 'approved'"),
            "approved_by_somebody");
  EXPECT_EQ(refused_by(approve + "'paul'"), "nobody");
}

TEST_F(DecisionStore, RefusesAnEditOfItsContent) {
  for (const char* column :
       {"outcome = '{}'", "pack_hash = 'b'", "case_record = ''", "decided_by = 'ada'",
        "filed_by = 'ada'", "number = 7", "outcome = outcome"}) {
    EXPECT_EQ(refused_by(std::string{"update adjudication.decision set "} + column),
              "decision_is_immutable")
        << column;
  }
  EXPECT_EQ(refused_by("delete from adjudication.decision_share"), "decision_is_immutable");
  EXPECT_EQ(refused_by("update adjudication.decision_line set amount_minor = 1"),
            "decision_is_immutable");
  EXPECT_EQ(refused_by("delete from adjudication.decision"), "decision_is_immutable");
}

TEST_F(DecisionStore, RefusesAMoveThatIsNotInTheTable) {
  using enum DecisionState;
  const std::vector<DecisionState> all = {proposed, approved, returned, superseded, cancelled};
  for (const auto from : all) {
    for (const auto to : all) {
      const std::string pair =
          "from_state = '" + name_of(from) + "' and to_state = '" + name_of(to) + "'";
      EXPECT_EQ(
          test::value(database, "select count(*) from adjudication.decision_move where " + pair),
          may_move(from, to) ? "1" : "0")
          << pair;
    }
  }
  EXPECT_EQ(refused_by("update adjudication.decision set state = 'cancelled'"), "nobody");
  EXPECT_EQ(refused_by("update adjudication.decision set state = 'proposed'"),
            "decision_moves_as_allowed");
}

TEST_F(DecisionStore, RefusesADecisionOfTheFiler) {
  db::Transaction tx{pool};
  save_claim_file(tx, claim_file(2));
  WorkItem item = work_item(201, 2);
  insert_work_item(tx, "owwa", item);
  DecisionContent content = decision_content(102, 2);
  content.decided_by = "ines";
  content.work_item = item.id;
  try {
    insert_decision(tx, content, test::noon());
    FAIL();
  } catch (const db::Failure& failure) {
    EXPECT_EQ(failure.constraint(), "decider_did_not_file");
  }
}

}  // namespace
}  // namespace haven::adjudication::store
