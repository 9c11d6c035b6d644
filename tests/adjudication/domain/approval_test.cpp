#include "services/adjudication/domain/approval.hpp"

#include <gtest/gtest.h>

namespace haven::adjudication {
namespace {

using enum DecisionState;

TEST(Approval, IsASecondPersonsAndOfAProposedDecision) {
  struct Row {
    const char* subject;
    DecisionState state;
    const char* decided_by;
    const char* code;
  };
  const Row rows[] = {
      {"paul", proposed, "ada", "ok"},
      {"paul", proposed, "system", "ok"},
      {"ines", proposed, "ada", "approver_did_not_file"},
      {"ines", proposed, "system", "approver_did_not_file"},
      {"ada", proposed, "ada", "approver_did_not_decide"},
      {"system", proposed, "system", "approver_did_not_decide"},
      {"paul", approved, "ada", "decision_not_proposed"},
      {"paul", returned, "ada", "decision_not_proposed"},
      {"paul", superseded, "ada", "decision_not_proposed"},
      {"paul", cancelled, "ada", "decision_not_proposed"},
  };
  for (const auto& row : rows) {
    DecisionHead head;
    head.filed_by = "ines";
    head.decided_by = row.decided_by;
    head.state = row.state;
    for (const auto& outcome : {may_approve(head, row.subject), may_return(head, row.subject)}) {
      EXPECT_EQ(outcome ? "ok" : outcome.error().code, row.code)
          << row.subject << " " << name_of(row.state);
    }
  }
}

}  // namespace
}  // namespace haven::adjudication
