#include <gtest/gtest.h>

#include "services/disbursement/app/keep_back.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct SetOffs : testing::Test {
  Desk desk;

  // What the wife of this name's member owes.
  void agree(const std::string& name, std::int64_t left, std::int64_t version = 1, int percent = 20,
             const std::string& debt = "debt", Instant at = test::noon()) {
    recoveries::v1::SetOffAgreed agreed;
    agreed.set_receivable_id(named_uuid(debt));
    agreed.set_member_id(named_uuid("member of " + name));
    agreed.set_party("wife");
    agreed.set_at_most_percent(percent);
    agreed.mutable_left()->set_minor(left);
    agreed.mutable_left()->set_currency("PHP");
    agreed.set_version(version);
    ASSERT_TRUE(desk.run([&](db::Transaction& tx) {
      return take_agreement(tx, Desk::event(at), agreed, test::noon());
    }));
  }
  void counted(const std::string& reduction, std::int64_t amount, std::int64_t left) {
    recoveries::v1::ReceivableReduced reduced;
    reduced.set_reduction_id(is_uuid(reduction) ? reduction : named_uuid(reduction));
    reduced.mutable_receivable()->set_receivable_id(named_uuid("debt"));
    reduced.set_how("set_off");
    for (auto* one : {reduced.mutable_amount(), reduced.mutable_left()}) one->set_currency("PHP");
    reduced.mutable_amount()->set_minor(amount);
    reduced.mutable_left()->set_minor(left);
    ASSERT_TRUE(desk.run([&](db::Transaction& tx) {
      return take_reduction(tx, Desk::event(), reduced, test::noon());
    }));
  }
  // Another award of the same member.
  void plan(const std::string& name, std::int64_t minor, const std::string& of) {
    auto funds = Desk::reserved(name, minor);
    funds.mutable_award()->set_member_id(named_uuid("member of " + of));
    ASSERT_TRUE(desk.plan(funds));
  }
  std::string paid() {
    return test::value(desk.database,
                       "select string_agg(amount_minor::text, ' ' order by amount_minor) "
                       "from disbursement.payment");
  }
  std::string kept() {
    return test::value(desk.database,
                       "select coalesce(sum(amount_minor), 0) from disbursement.set_off "
                       "where undone_at is null");
  }
};

TEST_F(SetOffs, KeepBackAPartAndPayTheRest) {
  agree("a", 5000);
  plan("a", 1000, "a");
  EXPECT_EQ(paid(), "800");
  EXPECT_EQ(kept(), "200");
  EXPECT_EQ(desk.said("SetOffMade"), "1");
}

TEST_F(SetOffs, PlannedTwiceKeepBackOnce) {
  agree("a", 5000, 1, 100);
  plan("a", 1000, "a");
  agree("a", 4000, 2, 100);
  plan("a", 1000, "a");
  EXPECT_EQ(kept(), "1000");
  EXPECT_EQ(test::value(desk.database, "select count(*) from disbursement.payment"), "0");
  EXPECT_EQ(desk.said("SetOffMade"), "1");
}

TEST_F(SetOffs, AgreedAfterThePlanComeTooLateForIt) {
  plan("a", 1000, "a");
  agree("a", 5000);
  plan("a", 1000, "a");
  EXPECT_EQ(paid(), "1000");
  EXPECT_EQ(kept(), "0");
}

TEST_F(SetOffs, NeverTakeMoreThanIsLeftBeforeRecoveriesHasCounted) {
  agree("a", 300);
  plan("a", 1000, "a");
  plan("b", 1000, "a");
  plan("c", 1000, "a");
  EXPECT_EQ(kept(), "300");
  EXPECT_EQ(paid(), "800 900 1000");
}

TEST_F(SetOffs, CountedInEitherOrderLeaveWhatIsLeft) {
  agree("a", 500);
  plan("a", 1000, "a");
  counted("reduction", 200, 300);
  counted("reduction", 200, 300);
  agree("a", 300, 2);
  plan("b", 1000, "a");
  agree("a", 100, 3);
  counted("another", 200, 100);
  plan("c", 1000, "a");
  plan("d", 1000, "a");
  EXPECT_EQ(kept(), "500");
}

TEST_F(SetOffs, OlderNewsChangesNothing) {
  agree("a", 0, 2);
  agree("a", 5000, 1);
  plan("a", 1000, "a");
  EXPECT_EQ(paid(), "1000");
}

TEST_F(SetOffs, TheOldestDebtComesFirst) {
  agree("a", 5000, 1, 20, "newer", test::noon());
  agree("a", 150, 1, 20, "older", test::noon() - std::chrono::hours{1});
  plan("a", 1000, "a");
  EXPECT_EQ(test::value(desk.database,
                        "select string_agg(amount_minor::text, ' ' order by amount_minor) "
                        "from disbursement.set_off"),
            "50 150");
}

TEST_F(SetOffs, ArePersonal) {
  agree("somebody else", 5000);
  plan("a", 1000, "a");
  EXPECT_EQ(paid(), "1000");
}

TEST_F(SetOffs, AWithdrawnAwardKeepsNothingBack) {
  agree("a", 5000);
  ASSERT_TRUE(desk.withdraw("a"));
  plan("a", 1000, "a");
  EXPECT_EQ(kept(), "0");
  EXPECT_EQ(desk.said("SetOffUndone"), "0");
}

TEST_F(SetOffs, AreUndoneOnceWhenTheirAwardIsWithdrawn) {
  agree("a", 5000);
  plan("a", 1000, "a");
  ASSERT_TRUE(desk.withdraw("a"));
  ASSERT_TRUE(desk.withdraw("a"));
  EXPECT_EQ(kept(), "0");
  EXPECT_EQ(desk.said("SetOffUndone"), "1");
}

TEST_F(SetOffs, OfAShareThatWasKeptBackInFullAreUndoneAsWell) {
  agree("a", 600, 1, 100, "older", test::noon() - std::chrono::hours{1});
  agree("a", 5000, 1, 100, "newer");
  plan("a", 1000, "a");
  ASSERT_TRUE(desk.withdraw("a"));
  EXPECT_EQ(kept(), "0");
  EXPECT_EQ(desk.said("SetOffUndone"), "2");
}

// The rest had left: what becomes of that payment is a matter of its own, and what was kept back
// was kept back of something that is not owed.
TEST_F(SetOffs, AreUndoneAlsoWhenThePaymentHasLeft) {
  ASSERT_TRUE(desk.account("a", desk.maria));
  agree("a", 5000);
  plan("a", 1000, "a");
  desk.send(1, 800);
  ASSERT_TRUE(desk.withdraw("a"));
  EXPECT_EQ(desk.state_of("a"), "released");
  EXPECT_EQ(kept(), "0");
  EXPECT_EQ(desk.said("SetOffUndone"), "1");
}

TEST_F(SetOffs, OfOtherAwardsStay) {
  agree("a", 5000);
  plan("a", 1000, "a");
  plan("b", 1000, "a");
  ASSERT_TRUE(desk.withdraw("a"));
  EXPECT_EQ(kept(), "200");
}

TEST_F(SetOffs, ThatWereUndoneCanBeKeptBackOfTheNextAward) {
  agree("a", 200, 1, 100);
  plan("a", 1000, "a");
  ASSERT_TRUE(desk.withdraw("a"));
  plan("b", 1000, "a");
  EXPECT_EQ(kept(), "200");
  EXPECT_EQ(paid(), "800 800");  // the first was cancelled
}

TEST_F(SetOffs, ThatWereCountedAndUndoneWaitForTheNewsOfWhatIsLeft) {
  agree("a", 300, 1, 100);
  plan("a", 300, "a");
  counted(Desk::set_off_of("a", "debt"), 300, 0);
  ASSERT_TRUE(desk.withdraw("a"));
  plan("b", 1000, "a");
  EXPECT_EQ(kept(), "0");
  agree("a", 300, 3, 100);
  plan("c", 1000, "a");
  EXPECT_EQ(kept(), "300");
}

}  // namespace
}  // namespace haven::disbursement
