#include "services/adjudication/store/work_items.hpp"

#include <gtest/gtest.h>

#include "common/db/sql.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "tests/adjudication/store/records.hpp"

namespace haven::adjudication::store {
namespace {

struct WorkItemStore : InOneTransaction {
  void SetUp() override {
    save_claim_file(tx, claim_file(1));
    insert_work_item(tx, "owwa", work_item());
  }
  WorkItem item() { return find_work_item(tx, "owwa", work_item().id).value(); }
};

TEST_F(WorkItemStore, GivesBackWhatWasWritten) {
  const auto found = item();
  EXPECT_EQ(found.reasons, work_item().reasons);
  EXPECT_EQ(found.due, work_item().due);
  EXPECT_EQ(found.opened, work_item().opened);
  EXPECT_EQ(found.filed_by, "ines");
  EXPECT_EQ(found.state, WorkItemState::open);
  EXPECT_FALSE(find_work_item(tx, "slbfe", work_item().id));
  EXPECT_FALSE(find_work_item_locking_claim(tx, "slbfe", work_item().id));
}

TEST_F(WorkItemStore, HoldsOneOpenDecisionItemPerClaim) {
  EXPECT_FALSE(insert_work_item(tx, "owwa", work_item(202)));
  end_open_work(tx, claim_file().id, "superseded", "", test::noon());
  EXPECT_TRUE(insert_work_item(tx, "owwa", work_item(202)));
}

TEST_F(WorkItemStore, MovesByTheVersionThatWasRead) {
  const auto as_read = item();
  EXPECT_TRUE(assign_work_item(tx, as_read, "ada"));
  EXPECT_FALSE(assign_work_item(tx, as_read, "ben"));
  EXPECT_EQ(item().assignee, "ada");
  EXPECT_FALSE(finish_work_item(tx, as_read, "", test::noon()));
  EXPECT_TRUE(finish_work_item(tx, item(), "done", test::noon()));
  EXPECT_EQ(item().state, WorkItemState::done);
}

TEST_F(WorkItemStore, ListsByStateAssigneeAndPage) {
  for (int n = 2; n <= 3; ++n) {
    save_claim_file(tx, claim_file(n));
    insert_work_item(tx, "owwa", work_item(200 + n, n));
  }
  assign_work_item(tx, item(), "ada");
  EXPECT_EQ(find_work_items(tx, "owwa", {}).size(), 3U);
  EXPECT_EQ(find_work_items(tx, "owwa", {WorkItemState::open, {}, "", 50}).size(), 2U);
  EXPECT_EQ(find_work_items(tx, "owwa", {{}, "ada", "", 50}).size(), 1U);
  EXPECT_EQ(find_work_items(tx, "owwa", {{}, "ben", "", 50}).size(), 0U);
  EXPECT_EQ(find_work_items(tx, "slbfe", {}).size(), 0U);
  const auto page = find_work_items(tx, "owwa", {{}, {}, id_number(201), 1});
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page[0].id.text(), id_number(202));
}

TEST_F(WorkItemStore, RefusesAMoveThatIsNotInTheTable) {
  using enum WorkItemState;
  for (const auto from : {open, assigned, done, cancelled}) {
    for (const auto to : {open, assigned, done, cancelled}) {
      EXPECT_EQ(
          test::value(*database,
                      "select count(*) from adjudication.work_item_move where from_state = '" +
                          name_of(from) + "' and to_state = '" + name_of(to) + "'"),
          may_move(from, to) ? "1" : "0");
    }
  }
  try {
    db::run(tx,
            "update adjudication.work_item set state = 'done', assignee = 'ada', "
            "closed_at = now()");
    FAIL();
  } catch (const db::Failure& failure) {
    EXPECT_EQ(failure.constraint(), "work_item_moves_as_allowed");
  }
}

}  // namespace
}  // namespace haven::adjudication::store
