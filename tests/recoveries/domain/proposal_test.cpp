#include "services/recoveries/domain/proposal.hpp"

#include <gtest/gtest.h>

#include "tests/recoveries/debts.hpp"

namespace haven::recoveries {
namespace {

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

Receivable overdue_share() {
  Receivable share = share_of_100();
  share.state = State::overdue;
  return share;
}

std::string call(const Receivable& share, std::int64_t minor, std::int64_t called,
                 const char* today) {
  const RecoveryTerms terms = terms_of_tests();
  return code_of(bond_call_is_possible(share, terms.insurer_named(share.debtor), usd(minor),
                                       usd(called), day(today)));
}

TEST(BondCall, WaitsForItsClock) {
  // Due on the 11th, callable when it is five days late.
  EXPECT_EQ(call(overdue_share(), 100'00, 0, "2024-06-15"), "bond_is_not_callable_yet");
  EXPECT_EQ(call(overdue_share(), 100'00, 0, "2024-06-16"), "");
  EXPECT_EQ(call(share_of_100(), 100'00, 0, "2024-06-16"), "bond_is_not_callable_yet");
}

TEST(BondCall, StaysWithinTheBondOfTheClaimAndWhatIsLeft) {
  EXPECT_EQ(call(overdue_share(), 100'01, 0, "2024-06-16"), "invalid_field");
  EXPECT_EQ(call(overdue_share(), 100'00, 400'00, "2024-06-16"), "");
  EXPECT_EQ(call(overdue_share(), 100'00, 400'01, "2024-06-16"), "invalid_field");
  EXPECT_EQ(call(overdue_share(), 99'99, 400'01, "2024-06-16"), "");
}

TEST(BondCall, NeedsABondInTheSameCurrencyAndSomethingLeft) {
  Receivable share = overdue_share();
  share.debtor = "bare";
  EXPECT_EQ(call(share, 1, 0, "2024-06-16"), "debtor_has_no_bond");
  share.debtor = "nobody";
  EXPECT_EQ(call(share, 1, 0, "2024-06-16"), "debtor_has_no_bond");
  EXPECT_EQ(call(overpayment_of_100(), 1, 0, "2024-06-16"), "debtor_has_no_bond");
  share = overdue_share();
  share.state = State::bond_called;
  EXPECT_EQ(call(share, 1, 0, "2024-06-16"), "called_once");
  share.paid = share.amount;
  EXPECT_EQ(call(share, 1, 0, "2024-06-16"), "receivable_ended");
}

TEST(Advance, IsOnceForAnInsurersShareThatIsStillOwed) {
  Receivable share = share_of_100();
  EXPECT_EQ(code_of(advance_is_possible(share, false)), "");
  EXPECT_EQ(code_of(advance_is_possible(share, true)), "award_is_reserved");
  EXPECT_EQ(code_of(advance_is_possible(overpayment_of_100(), false)),
            "only_insurers_shares_are_advanced");
  share.advanced = usd(1);
  EXPECT_EQ(code_of(advance_is_possible(share, false)), "advanced_once");
  share = share_of_100();
  share.withdrawn = share.amount;
  EXPECT_EQ(code_of(advance_is_possible(share, false)), "receivable_ended");
}

TEST(SetOff, KeepsWithinTheFundsPercentage) {
  const auto terms = terms_of_tests().overpayments;
  const auto at = [&](int percent) {
    return code_of(set_off_is_possible(overpayment_of_100(), terms, percent));
  };
  EXPECT_EQ(at(0), "invalid_field");
  EXPECT_EQ(at(1), "");
  EXPECT_EQ(at(25), "");
  EXPECT_EQ(at(26), "invalid_field");
  EXPECT_EQ(code_of(set_off_is_possible(share_of_100(), terms, 10)), "only_payees_are_set_off");
}

TEST(WriteOffs, OfOneDebtAddUpWhenPeopleAreCounted) {
  const RecoveryTerms terms = terms_of_tests();
  Receivable debt = overpayment_of_100();
  EXPECT_EQ(write_off_is_possible(debt, terms, usd(50'00)), 2);
  EXPECT_EQ(write_off_is_possible(debt, terms, usd(50'01)), 3);
  debt.written_off = usd(49'99);
  EXPECT_EQ(write_off_is_possible(debt, terms, usd(1)), 2);
  EXPECT_EQ(write_off_is_possible(debt, terms, usd(2)), 3);
  EXPECT_EQ(code_of(write_off_is_possible(debt, terms, usd(50'02))), "invalid_field");
  debt.amount = usd(600'00);
  EXPECT_EQ(write_off_is_possible(debt, terms, usd(450'01)), 3);
  EXPECT_EQ(code_of(write_off_is_possible(debt, terms, usd(450'02))), "invalid_field");
}

TEST(CanAgree, NeitherTheProposerNorAnybodyTwice) {
  Proposal proposal;
  proposal.proposed_by = "carla";
  proposal.agreed_by = {"ana"};
  EXPECT_EQ(code_of(can_agree(proposal, "carla")), "nobody_agrees_with_themselves");
  EXPECT_EQ(code_of(can_agree(proposal, "ana")), "nobody_agrees_twice");
  EXPECT_EQ(code_of(can_agree(proposal, "ben")), "");
  proposal.state = ProposalState::declined;
  EXPECT_EQ(code_of(can_agree(proposal, "ben")), "proposal_ended");
}

}  // namespace
}  // namespace haven::recoveries
