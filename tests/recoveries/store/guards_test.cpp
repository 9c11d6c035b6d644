// What the database refuses whatever the code does.
#include <set>

#include "common/db/sql.hpp"
#include "tests/recoveries/app/desk.hpp"

namespace haven::recoveries {
namespace {

struct RecoveriesGuards : testing::Test {
  Desk desk;
  ReceivableId a = Desk::share("a");
  ReceivableId o = Desk::debt("o");
  void SetUp() override {
    ASSERT_TRUE(desk.hear_short("a", 100'00));
    ASSERT_TRUE(desk.hear_overpaid("o", 80'00));
  }

  // The constraint that refuses this statement, or its SQLSTATE, or "" when it passes.
  std::string refused(const std::string& statement) {
    try {
      desk.run([&](db::Transaction& tx, const Occasion&) { db::run(tx, statement); });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  }
  std::string set(const std::string& what, const ReceivableId& id) {
    return "update recoveries.receivable set " + what + " where receivable_id = '" + id.text() +
           "'";
  }
  std::string reduce(const std::string& how, const std::string& line) {
    return "insert into recoveries.reduction (reduction_id, receivable_id, number, how, "
           "amount_minor, left_minor, cause, line_id, reduced_on, reduced_by, recorded_at) values "
           "(gen_random_uuid(), '" +
           a.text() + "', 9, '" + how + "', 1, 9999, 'x', " + line + ", '2024-06-01', 'x', now())";
  }
  std::set<std::pair<std::string, std::string>> moves_in(const std::string& table) {
    std::set<std::pair<std::string, std::string>> moves;
    desk.run([&](db::Transaction& tx, const Occasion&) {
      std::string from, to;
      db::each(
          tx, "select from_state, to_state from recoveries." + table,
          [&] { moves.emplace(from, to); }, db::into(from), db::into(to));
    });
    return moves;
  }
};

TEST_F(RecoveriesGuards, TheMovesAreThoseOfTheDomain) {
  std::set<std::pair<std::string, std::string>> receivables, proposals;
  for (const auto& [from, to] : receivable_moves) receivables.emplace(name_of(from), name_of(to));
  for (const auto& [from, to] : proposal_moves) proposals.emplace(name_of(from), name_of(to));
  EXPECT_EQ(receivables, moves_in("receivable_move"));
  EXPECT_EQ(proposals, moves_in("proposal_move"));
}

TEST_F(RecoveriesGuards, AReceivableMovesOnlyAsTheTableSays) {
  EXPECT_EQ(refused(set("state = 'bond_called'", a)), "receivable_move_is_known");
  EXPECT_EQ(refused(set("state = 'open'", a)), "receivable_move_is_known");
  EXPECT_EQ(refused(set("state = 'overdue'", a)), "");
  EXPECT_EQ(refused(set("state = 'bond_called'", a)), "");
}

TEST_F(RecoveriesGuards, ItsTermsStay) {
  for (const char* change : {"amount_minor = 1", "debtor = 'x'", "reference = 'x'",
                             "claim_id = gen_random_uuid()", "currency = 'PHP'"}) {
    EXPECT_EQ(refused(set(change, a)), "receivable_keeps_its_terms") << change;
  }
}

TEST_F(RecoveriesGuards, SettledIffNothingIsLeft) {
  EXPECT_EQ(refused(set("state = 'settled'", a)), "ended_iff_nothing_is_left");
  EXPECT_EQ(refused(set("paid_minor = 10000", a)), "ended_iff_nothing_is_left");
  EXPECT_EQ(refused(set("paid_minor = 10001", a)), "never_reduced_below_nothing");
  EXPECT_EQ(refused(set("written_off_minor = 10000, state = 'settled'", a)),
            "written_off_iff_a_part_of_it_is");
  EXPECT_EQ(refused(set("withdrawn_minor = 10000, state = 'settled'", a)),
            "withdrawn_iff_all_of_it_is");
  EXPECT_EQ(refused(set("credit_minor = 1", a)), "beyond_what_is_owed_only_when_nothing_is_left");
  EXPECT_EQ(refused(set("revived_minor = 1", a)), "no_more_is_revived_than_was_written_off");
}

TEST_F(RecoveriesGuards, SumsAreThoseOfTheRows) {
  const char* const sums = "what_is_left_is_the_amount_less_its_reductions";
  EXPECT_EQ(refused(set("paid_minor = 1", a)), sums);
  EXPECT_EQ(refused(set("paid_minor = 10000, state = 'settled'", a)), sums);
  EXPECT_EQ(refused(reduce("set_off", "null")), sums);
}

TEST_F(RecoveriesGuards, NoMoreIsUndoneThanWasPaidAndTheSumsFollow) {
  ASSERT_TRUE(desk.hear_set_off("s", 90'00, o));
  const auto undo = [&](const std::string& minor, const std::string& cause) {
    return "insert into recoveries.undoing (undoing_id, receivable_id, reduction_id, amount_minor, "
           "left_minor, because, cause, undone_on, undone_by, recorded_at) select "
           "gen_random_uuid(), receivable_id, reduction_id, " +
           minor + ", 1, 'set_off_undone', '" + cause +
           "', '2024-06-01', 'x', now() from recoveries.reduction";
  };
  EXPECT_EQ(refused(undo("8001", "x")), "no_more_is_undone_than_was_paid");
  EXPECT_EQ(refused(undo("8000", "x")), "what_is_left_is_the_amount_less_its_reductions");
  EXPECT_EQ(refused("update recoveries.credit set used_minor = 1001"),
            "no_more_credit_is_used_than_there_is");
  EXPECT_EQ(refused("update recoveries.credit set used_minor = 1000"),
            "what_is_left_is_the_amount_less_its_reductions");
  ASSERT_TRUE(desk.hear_set_off_undone("s", 90'00, o));
  EXPECT_EQ(refused(undo("1", "y")), "no_more_is_undone_than_was_paid");
}

TEST_F(RecoveriesGuards, OnlyALineOfOursPaysAndNoMoreThanItBrought) {
  EXPECT_EQ(refused(reduce("paid", "null")), "line_iff_it_pays");
  EXPECT_EQ(refused(reduce("set_off", "gen_random_uuid()")), "line_iff_it_pays");
  EXPECT_EQ(refused(reduce("paid", "gen_random_uuid()")), "a_line_pays_no_more_than_it_brought");
  ASSERT_TRUE(desk.hear_assigned("l", 5, a));
  EXPECT_EQ(refused(reduce("paid", "'" + named_uuid("l") + "'")),
            "a_line_pays_no_more_than_it_brought");
}

TEST_F(RecoveriesGuards, ALineIsAssignedOnce) {
  ASSERT_TRUE(desk.hear_assigned("l", 5, a));
  EXPECT_EQ(refused("update recoveries.bank_line set state = 'of_others', receivable_id = null"),
            "a_line_is_assigned_once");
}

TEST_F(RecoveriesGuards, ACauseRaisesOneReceivable) {
  const std::string copy =
      "insert into recoveries.receivable (receivable_id, fund, cause, reference, kind, debtor, "
      "debtor_name, claim_id, claim_reference, entitlement_id, party, scheme, benefit, purse, "
      "currency, amount_minor, state, raised_on, due_on, raised_by) select gen_random_uuid(), "
      "fund, ";
  const std::string from =
      ", kind, debtor, debtor_name, claim_id, claim_reference, entitlement_id, party, scheme, "
      "benefit, purse, currency, 1, state, raised_on, due_on, raised_by "
      "from recoveries.receivable where kind = 'insurer_share'";
  EXPECT_EQ(refused(copy + "cause, 'HR1'" + from), "raised_once_by_a_cause");
  EXPECT_EQ(refused(copy + "'other', reference" + from), "reference_names_one_receivable");
  EXPECT_EQ(refused(copy + "'entitlement/again', 'HR1'" + from), "one_receivable_for_an_award");
}

TEST_F(RecoveriesGuards, NobodyAgreesWithThemselvesNorTwiceNorForOthers) {
  const auto proposal = desk.write_off(o, 60'00);
  ASSERT_TRUE(proposal);
  const auto agreement = [&](const std::string& who) {
    return "insert into recoveries.agreement values ('" + proposal->id.text() + "', '" + who +
           "', now())";
  };
  const std::string end =
      "update recoveries.proposal set state = 'agreed', ended_by = 'ana', "
      "ended_at = now()";
  EXPECT_EQ(refused(agreement("carla")), "nobody_agrees_with_themselves");
  EXPECT_EQ(refused(agreement("ana")), "");
  EXPECT_EQ(refused(agreement("ana")), "nobody_agrees_twice");
  EXPECT_EQ(refused(end), "agreed_by_as_many_as_it_needs");
  EXPECT_EQ(refused("update recoveries.proposal set people = 2"), "proposal_keeps_its_terms");
  EXPECT_EQ(refused(agreement("ben")), "");
  EXPECT_EQ(refused(end), "");
  EXPECT_EQ(refused("update recoveries.proposal set state = 'waiting', ended_by = null"),
            "proposal_move_is_known");
}

TEST_F(RecoveriesGuards, OneAdvanceAndOneBondCallAndBondsAreForAClaim) {
  const auto proposal = desk.advance(a);
  ASSERT_TRUE(desk.agree_as("ana", proposal->id));
  EXPECT_EQ(refused("insert into recoveries.advance select receivable_id, proposal_id, 'other', "
                    "1, approved_by, approved_on from recoveries.advance"),
            "advanced_once");
  const auto call = [&](const std::string& minor) {
    return "insert into recoveries.bond_call select receivable_id, proposal_id, gen_random_uuid(), "
           "'surety', " +
           minor + ", 500, approved_on from recoveries.advance";
  };
  EXPECT_EQ(refused(call("501")), "called_within_the_bond");
  EXPECT_EQ(refused(call("500")), "");
  EXPECT_EQ(refused(call("500")), "called_once");
}

TEST_F(RecoveriesGuards, NothingIsDeletedAndWhatWasWrittenStays) {
  for (const char* table : {"receivable", "reduction", "credit", "notice", "proposal", "agreement",
                            "advance", "bond_call", "plan", "bank_line", "settlement"}) {
    EXPECT_EQ(refused("delete from recoveries." + std::string{table}), "42501") << table;
  }
  EXPECT_EQ(refused("update recoveries.reduction set amount_minor = 1"), "42501");
  EXPECT_EQ(refused("update recoveries.advance set purse = 'x'"), "42501");
}

}  // namespace
}  // namespace haven::recoveries
