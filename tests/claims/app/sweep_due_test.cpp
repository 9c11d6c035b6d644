#include "services/claims/app/sweep_due.hpp"

#include "common/log/log.hpp"
#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {
namespace {

using Said = std::vector<std::string>;
using std::chrono::days;
using std::chrono::microseconds;

class SweepDue : public Office {};

TEST_F(SweepDue, WritesDownOnceThatADueTimeHasPassed) {
  const Claim claim = file(repatriation());
  now = claim.turn->due_at;
  EXPECT_EQ(sweep_due(setting), 0U);  // not passed yet
  now += microseconds{1};
  EXPECT_EQ(sweep_due(setting), 1U);
  EXPECT_EQ(sweep_due(setting), 0U);
  EXPECT_EQ(moves_of(claim.id), (Said{"claim_filed", "papers_completed", "fell_overdue"}));
  EXPECT_EQ(read(claim.id).turn, claim.turn);
}

TEST_F(SweepDue, ANewDueTimeIsANewWarning) {
  const Claim claim = file(repatriation());
  now += days{3};
  EXPECT_EQ(sweep_due(setting), 1U);
  hear(decided(claim.id, 1, decision_1));
  EXPECT_EQ(sweep_due(setting), 0U);
  now += days{3};
  EXPECT_EQ(sweep_due(setting), 1U);
}

TEST_F(SweepDue, AClosedClaimIsNeverOverdue) {
  const Claim claim = file(repatriation());
  pay_out(claim.id, decision_1);
  now += days{1000};
  EXPECT_EQ(sweep_due(setting), 0U);
}

TEST_F(SweepDue, ManyAreSweptInOneCall) {
  for (int day = 0; day < 5; ++day) {
    File other = repatriation();
    other.incident.date = *date_from("2024-05-20") - days{day};
    file(other);
  }
  now += days{30};
  EXPECT_EQ(sweep_due(setting), 5U);
}

}  // namespace
}  // namespace haven::claims::test
