#include <gtest/gtest.h>

#include "services/adjudication/domain/decision.hpp"
#include "services/adjudication/domain/work_item.hpp"

namespace haven::adjudication {
namespace {

TEST(DecisionStates, MoveOnlyAsTheTableSays) {
  using enum DecisionState;
  const std::vector<DecisionState> all = {proposed, approved, returned, superseded, cancelled};
  const std::vector<std::pair<DecisionState, DecisionState>> legal = {{proposed, approved},
                                                                      {proposed, returned},
                                                                      {proposed, superseded},
                                                                      {proposed, cancelled},
                                                                      {approved, superseded}};
  for (const auto from : all) {
    for (const auto to : all) {
      const bool expected = std::ranges::count(legal, std::pair{from, to}) == 1;
      EXPECT_EQ(may_move(from, to), expected) << name_of(from) << " to " << name_of(to);
    }
  }
}

TEST(DecisionStates, NamesReadBack) {
  using enum DecisionState;
  for (const auto state : {proposed, approved, returned, superseded, cancelled}) {
    EXPECT_EQ(decision_state_from(name_of(state)), state);
  }
  EXPECT_FALSE(decision_state_from("Approved"));
}

TEST(WorkItemStates, MoveOnlyAsTheTableSays) {
  using enum WorkItemState;
  const std::vector<WorkItemState> all = {open, assigned, done, cancelled};
  const std::vector<std::pair<WorkItemState, WorkItemState>> legal = {{open, assigned},
                                                                      {open, cancelled},
                                                                      {assigned, assigned},
                                                                      {assigned, done},
                                                                      {assigned, cancelled}};
  for (const auto from : all) {
    for (const auto to : all) {
      const bool expected = std::ranges::count(legal, std::pair{from, to}) == 1;
      EXPECT_EQ(may_move(from, to), expected) << name_of(from) << " to " << name_of(to);
    }
  }
}

WorkItem taken_by(const std::string& assignee) {
  WorkItem item;
  item.filed_by = "ines";
  item.state = assignee.empty() ? WorkItemState::open : WorkItemState::assigned;
  item.assignee = assignee;
  item.version = 3;
  return item;
}

std::string code_of(const Result<void>& outcome) {
  return outcome ? "ok" : outcome.error().code;
}

TEST(TakeWorkItem, FromTheQueueOrFromAColleagueByVersion) {
  EXPECT_EQ(code_of(may_take(taken_by(""), "ada", {})), "ok");
  EXPECT_EQ(code_of(may_take(taken_by(""), "ada", 3)), "ok");
  EXPECT_EQ(code_of(may_take(taken_by(""), "ada", 2)), "work_item_changed");
  EXPECT_EQ(code_of(may_take(taken_by("ben"), "ada", {})), "work_item_taken");
  EXPECT_EQ(code_of(may_take(taken_by("ben"), "ada", 3)), "ok");
  EXPECT_EQ(code_of(may_take(taken_by(""), "ines", {})), "filer_cannot_decide");
  WorkItem appealed = taken_by("");
  appealed.judged_before = {"system", "paul"};
  EXPECT_EQ(code_of(may_take(appealed, "paul", {})), "appeal_needs_another_person");
  EXPECT_EQ(code_of(may_take(appealed, "ada", {})), "ok");
  WorkItem over = taken_by("ada");
  over.state = WorkItemState::done;
  EXPECT_EQ(code_of(may_take(over, "ada", 3)), "work_item_over");
}

TEST(WorkOnItem, OnlyByItsAssigneeWhoDidNotFile) {
  EXPECT_EQ(code_of(may_work_on(taken_by("ada"), "ada")), "ok");
  EXPECT_EQ(code_of(may_work_on(taken_by("ben"), "ada")), "work_item_not_yours");
  EXPECT_EQ(code_of(may_work_on(taken_by(""), "ada")), "work_item_not_yours");
  EXPECT_EQ(code_of(may_work_on(taken_by("ines"), "ines")), "filer_cannot_decide");
}

TEST(WorkItemDue, IsTheSettlementClockWhenThatEndsFirst) {
  const Date today = *date_from("2024-06-20");
  scheme::Decision evaluated;
  EXPECT_EQ(due_day_of(evaluated, today), *date_from("2024-06-25"));
  evaluated.due = {{"oci", "death", *date_from("2024-06-24")}};
  EXPECT_EQ(due_day_of(evaluated, today), *date_from("2024-06-24"));
  evaluated.due = {{"oci", "death", *date_from("2024-06-26")}};
  EXPECT_EQ(due_day_of(evaluated, today), *date_from("2024-06-25"));
  evaluated.due = {{"oci", "death", *date_from("2024-06-19")}};
  EXPECT_EQ(due_day_of(evaluated, today), today);
}

}  // namespace
}  // namespace haven::adjudication
